"""The rule of each type of a room, from docs/protocol/rules-room.md. Each changes the room it is given."""

import clearances
import guidance
import room_keys as keys
from refusing import Refused, need
from room import ONGOING, is_over, is_withdrawn, scope_of


def invite(room, entry, body, verified):
    person = body["person"]
    need(room.register.works_at(person, room.org, room.at), "not-a-clinician-here")
    inside = room.internals.get(person)
    need(inside is None or inside["removed"], "already-a-member")
    room.internals[person] = {"removed": False, "known": room.register.seq}


def remove(room, entry, body, verified):
    person, by = body["person"], entry["by"]
    need(person != room.owner, "owner-must-hand-over" if person == by else "not-the-owner")
    need(person == by or room.standing(by) == "owner", "not-the-owner")
    if entry["scope"] == "room":
        inside = room.internals.get(person)
        need(inside is not None and not inside["removed"], "not-in-the-room")
        inside["removed"] = True
        return
    shares = [each for each in room.shares.values() if each["person"] == person and each["stage"] in ONGOING]
    need(shares, "not-in-the-room")
    share = next((each for each in shares if scope_of(each) == entry["scope"]), None)
    if share is None:
        raise Refused("wrong-scope")
    share["stage"] = "removed"


def owner(room, entry, body, verified):
    person, by = body["person"], entry["by"]
    if room.standing(by) == "owner":
        need(person != room.owner, "already-the-owner")
        need(room.is_internal(person), "not-in-the-room")
    else:
        need(not room.is_internal(room.owner), "not-the-owner")
        need(person == by, "take-over-first")
    room.owner = person


def known_again(room, entry, body, verified):
    need(room.is_known(body["person"]) is False, "known-already")
    need(room.standing(entry["by"]) == "owner" or not room.is_internal(room.owner), "not-the-owner")
    room.internals[body["person"]]["known"] = room.register.seq


def close(room, entry, body, verified):
    room.closed = True


def reopen(room, entry, body, verified):
    need(room.closed, "room-open")
    room.closed = False


def tick(room, entry, body, verified):
    pass


def described(room, entry, body, verified):
    need(body["thread"] == room.case, "wrong-thread-kind")
    room.may_write(entry["by"], room.thread(body["thread"]), body["gen"])


SAID = ("version", "recording", "authority", "facts", "scopes", "flags", "ruledOut", "explained", "attested", "takenBy")


def is_at_least(before, after):
    same = all(before[key] == after[key] for key in ("recording", "authority", "takenBy", "facts", "flags"))
    return same and all(set(before[key]) <= set(after[key]) for key in ("scopes", "ruledOut"))


def consent(room, entry, body, verified):
    thread = room.thread(body["thread"])
    need(thread["kind"] == "picture", "wrong-thread-kind")
    before = thread["consent"]
    need(body["version"] == (before["version"] if before else 0) + 1, "consent-out-of-order")
    need(before is None or before["id"] == body["consent"], "consent-out-of-order")
    closed = before is not None and before["withdrawn"] != "no" and not before["again"]
    need(not closed, "consent-withdrawn")
    early = body["takenBy"] == entry["by"] and body["takenAt"] < room.opened_at - 60
    need(body["takenAt"] <= entry["at"] and not early, "consent-taken-when")
    taker = room.register.people.get(body["takenBy"], {"role": ""})
    need(taker["role"] == "clinician", "consent-taker-unknown")
    need(not guidance.contradicts(body), "consent-contradicts")
    need(guidance.may_be_recorded(body, thread["readers"]), "consent-not-accepted")
    said = {key: body[key] for key in SAID}
    state = {"withdrawn": "no", "withdrawnBy": "", "again": False, "destruction": None}
    if before is not None and not is_at_least(before, said):
        thread["requested"] = []
        room.end_shares(thread["id"])
    thread["consent"] = {"id": body["consent"], "hash": entry["bodyHash"], **said, **state}


def newest_consent(thread, body):
    found = thread["consent"]
    need((body["consent"], body["version"]) == (found["id"], found["version"]), "consent-not-current")
    return found


def consent_withdrawal(room, entry, body, verified):
    scope = entry["scope"]
    need(scope != "room" and len(scope) == 1, "wrong-scope")
    thread = room.thread(scope[0])
    need(thread["consent"] is not None, "consent-missing")
    need(thread["consent"]["withdrawn"] not in ("capture", body["what"]), "already-withdrawn")
    found = newest_consent(thread, body)
    need((body["what"] == "capture") == (body["used"] != ""), "use-not-said")
    found.update(withdrawn=body["what"], withdrawnBy=entry["by"], again=False)
    thread["requested"] = []
    room.end_shares(thread["id"])


def consent_again(room, entry, body, verified):
    thread = room.thread(body["thread"])
    found = thread["consent"]
    need(found is not None, "consent-missing")
    need(found["withdrawn"] != "no" and not found["again"], "consent-not-withdrawn")
    confirmed = found["destruction"] is not None and found["destruction"]["stage"] == "confirmed"
    need(not confirmed, "destruction-confirmed")
    need(room.standing(entry["by"]) == "owner" or entry["by"] == found["withdrawnBy"], "not-the-owner")
    newest_consent(thread, body)["again"] = True


def deletion_statement(room, entry, body, verified):
    share = room.shares.get(body["clearance"])
    fits = share is not None and share["person"] == entry["by"] and share["stage"] == "accepted"
    need(fits and body["thread"] in share["ended"], "nothing-to-state")
    need(body["thread"] not in share["stated"], "already-stated")
    need(entry["scope"] == [share["side"]], "wrong-scope")
    share["stated"].append(body["thread"])
    if is_over(share) and len(share["stated"]) == len(share["ended"]):
        share["stage"] = "removed"


def withdrawn_picture(room, body):
    thread = room.thread(body["thread"])
    withdrawn = is_withdrawn(thread) and thread["picture"] is not None and not thread["consent"]["again"]
    need(withdrawn, "picture-not-withdrawn")
    return thread


def proposal(thread):
    found = thread["consent"]["destruction"]
    need(found is not None, "destruction-not-proposed")
    need(found["stage"] == "proposed", "destruction-answered")
    return found


def destruction_proposal(room, entry, body, verified):
    thread = withdrawn_picture(room, body)
    before = thread["consent"]["destruction"]
    need(before is None or before["stage"] == "kept", "destruction-proposed")
    proposed = {"stage": "proposed", "by": entry["by"], "shownTo": ""}
    newest_consent(thread, body)["destruction"] = proposed


def picture_shown(room, entry, body, verified):
    found, person = proposal(withdrawn_picture(room, body)), body["person"]
    need(room.is_internal(person), "not-in-the-room")
    need(room.is_guardian(person), "not-the-guardian")
    need(found["shownTo"] != person, "already-shown")
    found["shownTo"] = person


def destruction_answer(room, entry, body, verified):
    thread = withdrawn_picture(room, body)
    found = proposal(thread)
    need(room.is_guardian(entry["by"]), "not-the-guardian")
    need(found["by"] != entry["by"], "own-proposal")
    newest_consent(thread, body)["destruction"] = {"stage": body["answer"], "by": found["by"], "shownTo": ""}


def picture(room, entry, body, verified):
    thread = room.thread(body["thread"])
    need(thread["kind"] == "picture", "wrong-thread-kind")
    room.may_write(entry["by"], thread, body["gen"])
    need(thread["picture"] is None, "picture-already-there")
    need(thread["consent"] is not None, "consent-missing")
    found, named = thread["consent"], body["consent"]
    need((named["id"], named["version"]) == (found["id"], found["version"]), "consent-not-current")
    need(found["withdrawn"] != "capture", "consent-withdrawn")
    order = [each["rendition"] for each in body["objects"]]
    need(order == ["original", "thumb", "view"], "renditions-wrong")
    ids = {each["id"] for each in body["objects"]}
    others = {each["id"] for one in room.threads.values() if one["picture"] for each in one["picture"]["objects"]}
    need(len(ids) == 3 and not ids & others, "object-reused")
    captured(room, entry, body["capture"])
    posted = {"entry": entry["id"], "seq": entry["seq"], "by": entry["by"], "objects": body["objects"]}
    thread["picture"] = {**posted, **body["capture"], "gone": []}


def captured(room, entry, capture):
    published = room.register.organisations[room.org]["policies"].get("capture")
    named = (capture["version"], capture["says"])
    if capture["policy"] == "published":
        need(published is not None and named == (published["version"], published["capture"]), "capture-policy-changed")
    else:
        fits = (capture["says"] != "") == (capture["policy"] == "found")
        need(published is None and capture["version"] == 0 and fits, "capture-policy-changed")
    need(capture["attestedAt"] <= entry["at"], "device-attested-when")
    need(guidance.may_be_posted({**capture, "gone": []}, entry["at"]), "picture-not-allowed")


def posted_by(room, entry, body):
    thread = room.thread(body["thread"])
    need(thread["picture"] is not None, "picture-missing")
    by = thread["picture"]["by"]
    instead = not room.is_internal(by) and room.standing(entry["by"]) == "owner"
    need(by == entry["by"] or instead, "not-the-poster")
    return thread


def source(room, entry, body, verified):
    thread = posted_by(room, entry, body)
    need(thread["picture"]["source"] != body["source"], "nothing-changes")
    thread["picture"] = {**thread["picture"], "source": body["source"]}


def original_deleted(room, entry, body, verified):
    thread = posted_by(room, entry, body)
    found = thread["picture"]
    need(found["source"] != "", "source-not-said")
    need(set(body["copies"]) <= guidance.copies_left(found), "copies-not-asked")
    need(body["read"] == found["objects"][0]["id"], "not-read-back")
    thread["picture"] = {**found, "gone": [*found["gone"], *body["copies"]]}


def contributes(room, entry, body, right):
    thread = room.thread(body["thread"])
    need(not is_withdrawn(thread), "picture-withdrawn")
    if room.standing(entry["by"]) == "outside":
        share = room.cover(entry["by"], thread["id"])
        if share is None:
            raise Refused("not-entitled")
        need(right in share["clearance"]["rights"], "right-missing")
        need(right != "opinion" or share["side"] == thread["id"], "only-in-side-thread")
    return thread


def message(room, entry, body, verified):
    room.may_write(entry["by"], contributes(room, entry, body, "answer"), body["gen"])
    if body["replyTo"] != "":
        answered = said(room, body["replyTo"], body["thread"])
        if answered is None:
            raise Refused("answers-nothing")
        need(answered["seq"] not in room.taken_back, "answers-taken-back")


def said(room, id_, thread):
    return next((each for each in room.said if each["id"] == id_ and each["thread"] == thread), None)


def take_back(room, entry, body, verified):
    thread = contributes(room, entry, body, "answer")
    found = said(room, body["message"], thread["id"])
    if found is None or found["type"] != "message":
        raise Refused("no-such-message")
    need(found["by"] == entry["by"], "not-the-writer")
    need(found["seq"] not in room.taken_back, "taken-back-already")
    messages = [each["seq"] for each in room.said if each["thread"] == thread["id"] and each["type"] == "message"]
    need(thread["kind"] != "side" or messages[0] != found["seq"], "request-rests-on-it")
    for opinion in room.opinions.values():
        of = thread["id"] in (opinion["thread"], *opinion["on"])
        need(not (of and opinion["upTo"] > found["seq"]), "opinion-rests-on-it")
    need(entry["at"] - found["at"] <= 60, "too-late-to-take-back")
    room.taken_back.add(found["seq"])


def opinion(room, entry, body, verified):
    thread = contributes(room, entry, body, "opinion")
    room.may_write(entry["by"], thread, body["gen"])
    for each in body["reliesOn"]:
        if each["thread"] in room.dark:
            need(each["picture"] in room.pictures, "picture-missing")
            continue
        known = room.threads.get(each["thread"], {"picture": None})["picture"]
        need(known is not None, "picture-missing")
        need(known["entry"] == each["picture"], "picture-differs")
        need(not is_withdrawn(room.threads[each["thread"]]), "picture-withdrawn")
        need(room.is_entitled(entry["by"], each["thread"]), "not-entitled")
    named = body["nextBy"]
    need((body["next"] == "here") == (named != ""), "next-actor-unknown")
    need(named in ("", entry["by"]) or room.is_internal(named), "next-actor-unknown")
    on = [each["thread"] for each in body["reliesOn"]]
    room.opinions[entry["id"]] = {"by": entry["by"], "thread": thread["id"], "on": on, "upTo": entry["seq"]}


def addendum(room, entry, body, verified):
    thread = contributes(room, entry, body, "opinion")
    added = room.opinions.get(body["opinion"])
    if added is None or (added["by"], added["thread"]) != (entry["by"], thread["id"]):
        raise Refused("no-such-opinion")
    room.may_write(entry["by"], thread, body["gen"])
    room.opinions[body["opinion"]] = {**added, "upTo": entry["seq"]}


def outcome(room, entry, body, verified):
    thread = contributes(room, entry, body, "opinion")
    room.may_write(entry["by"], thread, body["gen"])
    found = room.opinions.get(body["opinion"])
    need(found is not None and found["thread"] == thread["id"], "outcome-of-nothing")


def share_request(room, entry, body, verified):
    need(room.register.people[entry["by"]]["defence"] != "", "no-defence-organisation")
    need(room.purpose in ("", body["purpose"]), "purpose-fixed")
    for each in body["threads"]:
        if each not in room.dark:
            room.may_go_outside(room.threads.get(each), body["purpose"])
    room.purpose = body["purpose"]
    for each in body["threads"]:
        if each in room.threads and body["advice"] not in room.threads[each]["requested"]:
            room.threads[each]["requested"].append(body["advice"])


def cleared(room, named, clearance):
    thread = room.threads.get(named["thread"])
    need(thread is not None and thread["picture"], "picture-missing")
    objects = [{key: each[key] for key in ("id", "size", "parts", "okc")} for each in thread["picture"]["objects"]]
    same = thread["picture"]["entry"] == named["picture"] and objects == named["objects"]
    need(same, "picture-differs")
    found = thread["consent"] or {}
    need(all(found.get(key) == named["consent"][key] for key in ("id", "version", "hash")), "consent-differs")
    room.may_go_outside(thread, clearance["purpose"])
    need(clearance["advice"] in thread["requested"], "share-not-requested")


def admit(room, entry, body, verified):
    need(verified is not None, "document-missing")
    clearance = verified["clearance"]
    need(clearance["room"] == room.id, "clearance-of-another-room")
    need(clearance["outcome"] != "advised-against", "advised-against")
    need(clearance["id"] not in room.shares, "clearance-used")
    need(clearance["requester"] == entry["by"], "requester-is-not-owner")
    clearances.good(room.register, verified, room.at)
    need(clearance["roomHead"]["seq"] < entry["seq"], "room-head-ahead")
    need(room.purpose in ("", clearance["purpose"]), "purpose-fixed")
    person = clearance["recipient"]["person"]
    need(room.register.people[person]["organisation"] != room.org, "recipient-is-internal")
    ongoing = [each for each in room.shares.values() if each["person"] == person and each["stage"] in ONGOING]
    need(not any(room.stands(each) for each in ongoing), "already-a-colleague")
    threads = [each["thread"] for each in clearance["threads"]]
    for each in clearance["threads"]:
        if each["thread"] not in room.dark:
            cleared(room, each, clearance)
    consents = [room.threads[each]["consent"] for each in threads if room.threads.get(each, {}).get("consent")]
    need(all(guidance.flags_of(each) <= set(clearance["flags"]) for each in consents), "flags-missing")
    scope = [] if entry["scope"] == "room" else entry["scope"]
    side = next((each for each in scope if each not in threads), None)
    need(side is not None and scope == sorted([side, *threads]), "wrong-scope")
    has = side in room.dark or room.threads.get(side, {"clearance": ""})["clearance"] == clearance["id"]
    need(has, "side-thread-missing")
    share = {"person": person, "clearance": clearance, "hash": verified["hash"], "side": side, "stage": "admitted"}
    share.update(ended=[], stated=[], since=entry["seq"], second=verified.get("second", {}).get("kid"))
    room.shares[clearance["id"]] = share


def accept(room, entry, body, verified):
    share = room.shares.get(body["clearance"])
    need(share is not None and share["person"] == entry["by"], "not-invited")
    need(share["stage"] != "removed" or not share["ended"], "sharing-ended")
    need(share["stage"] == "admitted", "already-answered")
    need(room.at <= share["clearance"]["joinBy"], "join-by-passed")
    need(room.stands(share), "clearance-not-standing")
    if not body["declined"]:
        room.is_open()
    need(entry["scope"] == scope_of(share), "wrong-scope")
    share["stage"] = "declined" if body["declined"] else "accepted"


RULES = {
    **{"invite": invite, "remove": remove, "owner": owner, "known-again": known_again, "close": close},
    **{"reopen": reopen, "tick": tick, "rotate": keys.rotate, "grant": keys.grant, "grant-bad": keys.grant_bad},
    **{"link": keys.link, "rewrap": keys.rewrap, "title": described, "form": described, "consent": consent, "picture": picture},
    **{"source": source, "original-deleted": original_deleted},
    **{"deletion-statement": deletion_statement, "destruction-proposal": destruction_proposal},
    **{"destruction-answer": destruction_answer, "picture-shown": picture_shown},
    **{"consent-withdrawal": consent_withdrawal, "consent-again": consent_again, "message": message, "take-back": take_back},
    **{"opinion": opinion, "addendum": addendum, "outcome": outcome, "share-request": share_request, "admit": admit, "accept": accept},
}
