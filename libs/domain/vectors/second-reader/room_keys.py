"""Entries about the keys of a room's threads, from docs/protocol/rules-room.md."""

import generations
import guidance
from refusing import Refused, need
from room import by_case


def rotate(room, entry, body, verified):
    need(body["thread"] not in room.dark, "bodies-withheld")
    generations.fits(body["back"])
    if body["gen"] == 1:
        begin(room, entry, body)
        return
    by = entry["by"]
    thread = room.thread(body["thread"])
    need(room.is_entitled(by, thread["id"]), "not-entitled")
    if room.inside_judged():
        colleagues = [each for each in room.active_internals() if room.is_entitled(each, thread["id"])]
        generations.may_link(room.seen_key(thread), body["back"]["gen"], by, colleagues, room.register.kid)
    same = (body["kind"], body["clearance"]) == (thread["kind"], thread["clearance"])
    need(same, "wrong-thread-kind")
    need(body["gen"] == thread["key"][-1]["gen"] + 1, "wrong-generation")
    keys_begun(room, entry, body, thread)


def begin(room, entry, body):
    room.is_open()
    need(body["thread"] not in room.threads, "thread-exists")
    need((body["kind"] == "case") == (body["thread"] == room.case), "wrong-thread-kind")
    need((body["kind"] == "side") == (body["clearance"] != ""), "wrong-thread-kind")
    if body["clearance"] != "":
        need(entry["by"] == room.owner, "not-the-owner")
        taken = any(each["clearance"] == body["clearance"] for each in room.threads.values())
        need(not taken, "side-thread-taken")
    need(body["back"]["gen"] == 0, "wrong-back")
    thread = {
        **{"id": body["thread"], "kind": body["kind"], "clearance": body["clearance"], "key": [], "reach": {}},
        **{"readers": None, "named": [], "picture": None, "consent": None, "requested": []},
    }
    keys_begun(room, entry, body, thread)
    room.threads[thread["id"]] = thread


def keys_begun(room, entry, body, thread):
    by, readers, inside = entry["by"], body["readers"], body.get("inside")
    need(body["kind"] != "case" or readers == "inside", "wrong-readers")
    like = {"kind": body["kind"], "readers": readers}
    need((inside is not None) == by_case(like), "wrong-readers")
    if thread["readers"] not in (None, readers):
        need(by == room.owner, "not-the-owner")
        consent = thread["consent"]
        withdrawn = readers == "inside" and consent is not None and consent["withdrawn"] == "capture"
        need(not withdrawn, "consent-withdrawn")
        stands = readers != "inside" or consent is None or guidance.may_be_recorded(consent, readers)
        need(stands, "consent-not-accepted")
    if inside is not None:
        room.may_wrap(by, inside["under"])
    granted = [each["recipient"] for each in body["grants"]]
    named = []
    if readers == "named":
        named = thread["named"] if thread["readers"] == "named" else [each for each in granted if room.is_internal(each)]
        need(thread["readers"] == "named" or by in named, "wrong-recipients")
    internals = room.active_internals()
    if body["kind"] == "case":
        expected = internals
    else:
        open_to = [each for each in internals if each in named and room.is_open_to(each, body["thread"])]
        expected = sorted([*open_to, *room.covered(body["thread"])])
    need(granted == expected, "wrong-recipients")
    back = body["back"]["gen"]
    opens = [back] if back else []
    thread["key"].append(generations.new(body["gen"], body["kc"], by, opens, granted, room.register))
    unders = [] if inside is None else [inside["under"]]
    thread["reach"][body["gen"]] = {"seq": entry["seq"], "readers": readers, "unders": unders, "reporters": []}
    thread["readers"], thread["named"] = readers, named


def grant(room, entry, body, verified):
    thread, recipient = room.thread(body["thread"]), body["recipient"]
    room.holds(entry["by"], thread)
    inside = room.is_internal(recipient)
    share = None if inside else room.cover(recipient, thread["id"])
    need(inside or share is not None, "not-entitled")
    need(not (inside and by_case(thread)), "opened-by-case")
    newest, kid = thread["key"][-1], room.register.kid(recipient)
    need(not generations.holds_now(newest, recipient, kid), "already-holder")
    need(body["gen"] == newest["gen"], "old-generation")
    need(body["clearance"] == ("" if inside else share["clearance"]["id"]), "wrong-cover")
    generations.grant(newest, recipient, kid)
    if inside and thread["readers"] == "named":
        thread["named"] = sorted({*thread["named"], recipient})


def grant_bad(room, entry, body, verified):
    thread, by = room.thread(body["thread"]), entry["by"]
    reach = thread["reach"].get(body["gen"])
    if reach is None:
        raise Refused("wrong-generation")
    if not reach["unders"] or by not in room.internals:
        generations.report(thread["key"], body["gen"], by)
        return
    if room.inside_judged():
        need(by in room.seen(thread, generations.of(thread["key"], body["gen"]))["holders"], "not-a-holder")
    reach["reporters"] = sorted({*reach["reporters"], by})


def link(room, entry, body, verified):
    thread, by = room.thread(body["thread"]), entry["by"]
    newest, named = thread["key"][-1], (body["gen"], body["under"])
    if room.inside_judged() or not by_case(thread) or by not in room.internals:
        generations.link(newest, room.seen_key(thread), by, *named)
    else:
        generations.link_fits(newest, *named)
        newest["opens"] = sorted({*newest["opens"], body["gen"]})
    room.holds(by, thread)


def rewrap(room, entry, body, verified):
    thread, by, gen = room.thread(body["thread"]), entry["by"], body["gen"]
    need(generations.of(thread["key"], gen) is not None, "wrong-generation")
    need(by_case(thread) and thread["reach"][gen]["readers"] == "inside", "wrong-readers")
    room.may_wrap(by, body["under"])
    if room.inside_judged():
        need(generations.leads(room.seen_key(thread), by, gen), "not-a-holder")
    need(room.is_entitled(by, thread["id"]), "not-entitled")
    reach = thread["reach"][gen]
    reach["unders"], reach["reporters"] = sorted({*reach["unders"], body["under"]}), []
