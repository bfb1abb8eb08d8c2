"""The rule of each type of the register, from docs/protocol/rules-register.md. Each changes the state it is given."""

import generations
import register_organisations as organisations
import register_people as people
from refusing import Refused, need
from register import NOT_APPOINTED, author_of


def key_of(state, entry, body):
    need(state.serves(entry["by"], body["thread"], entry["at"]), "not-an-adviser")
    if body["thread"] not in state.keys:
        raise Refused("org-key-missing")
    state.say_of_key(body["thread"], entry["seq"])
    return state.keys[body["thread"]]["all"]


def org_key(state, entry, body, facts):
    place, by = body["thread"], entry["by"]
    need(state.serves(by, place, entry["at"]), "not-an-adviser")
    before = state.keys.get(place, {"all": []})["all"]
    need(body["gen"] == len(before) + 1, "wrong-generation")
    generations.fits(body["back"])
    advisers = state.advisers(place, entry["at"])
    back = body["back"]["gen"]
    if before:
        generations.may_link(before, back, by, advisers, state.kid)
    need(before or back == 0, "wrong-back")
    need([each["recipient"] for each in body["grants"]] == advisers, "wrong-recipients")
    begun = generations.new(body["gen"], body["kc"], by, [back] if back else [], advisers, state)
    state.keys[place] = {"all": [*before, begun], "public": body["public"]}
    state.say_of_key(place, entry["seq"])


def grant(state, entry, body, facts):
    newest = key_of(state, entry, body)[-1]
    need(body["gen"] == newest["gen"], "wrong-generation")
    need(entry["by"] in newest["holders"], "not-a-holder")
    recipient = body["recipient"]
    need(state.serves(recipient, body["thread"], entry["at"]), "wrong-recipients")
    need(not generations.holds_now(newest, recipient, state.kid(recipient)), "already-holder")
    generations.grant(newest, recipient, state.kid(recipient))


def grant_bad(state, entry, body, facts):
    generations.report(key_of(state, entry, body), body["gen"], entry["by"])


def link(state, entry, body, facts):
    key = key_of(state, entry, body)
    generations.link(key[-1], key, entry["by"], body["gen"], body["under"])


def word_on(state, entry, body):
    """Which decision it is about, and what was said of it before."""
    need(state.serves(entry["by"], body["organisation"], entry["at"]), "not-an-adviser")
    about = (body["clearance"], body["hash"], body["organisation"])
    before = state.standing(*about)
    need(before != "ended", "clearance-ended")
    state.say_of_clearance(about, entry["seq"])
    return about, before


def clearance_status(state, entry, body, facts):
    about, before = word_on(state, entry, body)
    to = body["status"]
    need(to != "suspended" or before != "suspended", "already-suspended")
    need(to != "reinstated" or before == "suspended", "not-suspended")
    state.words[about] = "good" if to == "reinstated" else to


def clearance_rekey(state, entry, body, facts):
    about, _ = word_on(state, entry, body)
    keys = {key: body[key] for key in ("kid", "sealing")}
    owner = state.people.get(state.kids.get(body["kid"]), {})
    need(all(owner.get(key) == keys[key] for key in keys), "keys-not-current")
    state.confirmed_keys[about] = keys


def rules_version(state, entry, body, facts):
    need(body["version"] == state.activated + 1, "rules-skip")
    state.activated, state.activated_at = body["version"], entry["seq"]


def restore(state, entry, body, facts):
    ledgers = [each["ledger"] for each in body["ledgers"]]
    need(len(set(ledgers)) == len(ledgers), "record-repeated")
    for each in body["ledgers"]:
        kept, lost = each["kept"], each["lost"]
        lacks = (kept["seq"] == -1) == (kept["hash"] == "") and lost["seq"] > kept["seq"]
        need(lacks, "nothing-lost")
        if each["ledger"] == state.root:
            known = 0 <= kept["seq"] < len(state.hashes)
            need(known and state.hashes[kept["seq"]] == kept["hash"], "kept-elsewhere")
            need(state.went_on <= kept["seq"], "register-went-on")
    state.lost = [*state.lost, *((entry["seq"], each) for each in ledgers)]


def checkpoint(state, entry, body, facts):
    need(body["seq"] <= state.seq, "checkpoint-ahead")
    raise Refused("checkpoint-not-yet")


def waiting(state, body):
    found = state.proposed.get(body["proposed"])
    if found is None or found["entry"]["bodyHash"] != body["bodyHash"]:
        raise Refused("nothing-proposed")
    return found


def confirm(state, entry, body, facts):
    found = waiting(state, body)
    proposer = found["entry"]["by"]
    need(proposer != entry["by"], "confirms-own-act")
    need(entry["at"] >= found["from"], "still-announced")
    need(entry["at"] <= found["from"] + 604800, "proposal-lapsed")
    since = [said for said in state.said if said[0] == proposer and said[1] > found["seq"]]
    stopped = any(each[2] != "good" or each[3] > found["seq"] for each in since)
    need(not stopped, "proposer-stopped")
    here = {**found["entry"], "seq": entry["seq"], "at": entry["at"]}
    again(state.copied(), found, {**here, "by": entry["by"]})
    again(state, found, here)
    del state.proposed[body["proposed"]]


def again(state, found, entry):
    author_of(state, entry)
    need(found["body"]["asOf"] == state.last_about(entry, found["body"]), "changed-since-gesture")
    before = state.copied()
    RULES[entry["type"]](state, entry, found["body"], found["facts"])
    need(found["serves"] or not begins_to_serve(before, state), "advisers-left")


def decline(state, entry, body, facts):
    waiting(state, body)
    del state.proposed[body["proposed"]]


def begins_to_serve(before, state):
    def serves(of, person):
        return of.people.get(person, NOT_APPOINTED)["advises"]

    return any(serves(state, each) not in ("", serves(before, each)) for each in state.people)


def takes_two(state, entry, body, facts):
    type_ = entry["type"]
    if type_ in ("organisation", "organisation-name", "key-replacement", "rules-version", "restore", "checkpoint"):
        return True
    if type_ == "organisation-status":
        return body["status"] == "good"
    if type_ in ("office", "appointment"):
        return body["state"] == "begun"
    known = state.people.get(body.get("person"))
    if type_ == "status":
        return body["status"] == "good" and known["status"] != "good"
    if type_ != "credential":
        return False
    states = facts["joins"][0]["join"]["states"]
    stays = known is None or (known["role"] == "clinician" and known["defence"] == states["defence"])
    return states["role"] != "clinician" or not stays


def announced(state, entry, body, facts):
    known = state.people.get(body.get("person"))
    if entry["type"] == "credential":
        is_one = known is not None and known["role"] == "officer" and state.is_good(body["person"], entry["at"])
        return facts["joins"][0]["join"]["states"]["role"] == "officer" and not is_one
    return entry["type"] == "rules-version" or (entry["type"] == "status" and known["role"] == "officer")


RULES = {
    "organisation": organisations.organisation,
    "organisation-name": organisations.organisation_name,
    "organisation-status": organisations.organisation_status,
    "office": organisations.office,
    "contacts": organisations.contacts,
    "policy": organisations.policy,
    "team": organisations.team,
    "credential": people.credential,
    "status": people.status,
    "appointment": people.appointment,
    "membership": people.membership,
    "anchored": people.anchored,
    "passkeys": people.passkeys,
    "key-change": people.key_change,
    "key-replacement": people.key_replacement,
    "org-key": org_key,
    "grant": grant,
    "grant-bad": grant_bad,
    "link": link,
    "clearance-status": clearance_status,
    "clearance-rekey": clearance_rekey,
    "rules-version": rules_version,
    "restore": restore,
    "checkpoint": checkpoint,
    "confirm": confirm,
    "decline": decline,
}
