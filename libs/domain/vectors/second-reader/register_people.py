"""Entries of the register about people and their keys, from docs/protocol/rules-register.md."""

import names
from refusing import need
from register import NOT_APPOINTED, PRACTISING, keys_of

WORKPLACE = {"clinician": "clinical", "adviser": "defence", "officer": None}


def consistent(state, states):
    role = states["role"]
    need(role == "officer" or states["organisation"] != "", "organisation-missing")
    if states["organisation"] != "":
        state.open_organisation(states["organisation"], WORKPLACE[role])
    if states["defence"] != "":
        state.open_organisation(states["defence"], "defence")
    number = states["register"][0] if states["register"] else None
    need(role != "clinician" or number is not None, "registration-missing")
    unexpected = role == "officer" and (number is not None or states["profession"] != "")
    need(not unexpected, "registration-unexpected")
    need((number is None) == (states["profession"] == ""), "profession-missing")
    fits = number is None or names.fits(states["profession"], number)
    need(fits, "profession-of-another-register")
    need(number is not None or states["staff"] != "", "staff-number-missing")
    need(number is None or states["staff"] == "", "staff-number-unexpected")


def checked(states, body):
    number = states["register"][0] if states["register"] else None
    found = body["registration"][0] if body["registration"] else None
    need(number is None or found is not None, "registration-missing")
    need(found is None or number is not None, "registration-unexpected")
    if found is not None:
        same = (number["body"], number["number"]) == (found["body"], found["number"])
        need(same, "registration-of-another")
        need(found["status"] in PRACTISING, "status-not-good")
        explained = names.is_same(states["name"], found["name"]) or body["why"].strip() != ""
        need(explained, "difference-unexplained")
    read = body["staff"][0]["number"] if body["staff"] else ""
    need(states["staff"] == read, "staff-number-of-another")
    return found


def credential(state, entry, body, facts):
    person, at, seq = body["person"], entry["at"], entry["seq"]
    need(person != entry["by"], "own-credential")
    verified = state.join_of(person, facts)
    join = verified["join"]
    states = join["states"]
    consistent(state, states)
    found = checked(states, body)
    need(body["expires"] > at, "credential-expired")
    human = names.human(states["role"], states["organisation"], found, states["staff"])
    need(state.numbers.get(human, person) == person, "number-taken")
    state.numbers[human] = person
    keys = ("name", "role", "organisation", "defence", "profession", "specialty")
    said = {
        **{key: states[key] for key in keys},
        **{"level": body["level"], "registration": found, "expires": body["expires"]},
        **{"staff": body["staff"][0] if body["staff"] else None, "statedAt": join["at"]},
    }
    known = state.people.get(person)
    if known is None:
        state.unused(verified)
        state.own(person, join["passkeys"])
        state.kids[verified["kid"]] = person
        adviser = states["role"] == "adviser"
        place = state.appointed_at(states["organisation"], at) if adviser else dict(NOT_APPOINTED)
        begun = {"keyring": 1, "status": "good", "memberOf": "", "replaced": -1}
        return state.say(person, seq, **said, **keys_of(verified, 0), **place, **begun)
    renews = verified["kid"] == known["kid"] and join["sealing"] == known["sealing"]
    need(renews, "renewal-changes-keys")
    need(join["at"] >= known["statedAt"], "statement-older")
    if (states["role"], states["organisation"]) != (known["role"], known["organisation"]):
        state.without_offices(person, seq)
    return state.say(person, seq, **said, **kept(states, known))


def kept(states, known):
    appointment = states["role"] == "adviser" and states["organisation"] == known["appointed"]
    number = states["register"][0]["number"] if states["register"] else None
    body = states["register"][0]["body"] if states["register"] else None
    before = known["registration"] or {"number": None, "body": None}
    same = names.is_same(states["name"], known["name"]) and (number, body) == (before["number"], before["body"])
    stays = states["role"] == "clinician" and states["defence"] == known["memberOf"] and same
    return {**({} if appointment else NOT_APPOINTED), "memberOf": known["memberOf"] if stays else ""}


def status(state, entry, body, facts):
    need(body["person"] != entry["by"], "own-status")
    state.person(body["person"])
    state.say(body["person"], entry["seq"], status=body["status"])


def appointment(state, entry, body, facts):
    known = state.person(body["person"])
    of = known["role"] == "adviser" and known["organisation"] == body["organisation"]
    need(of, "not-appointed")
    if body["state"] == "ended":
        need(known["appointed"] != "", "not-appointed")
        return state.say(body["person"], entry["seq"], **NOT_APPOINTED)
    state.open_organisation(body["organisation"])
    need(known["appointed"] == "", "already-appointed")
    return state.say(body["person"], entry["seq"], **state.appointed_at(body["organisation"], entry["at"]))


def membership(state, entry, body, facts):
    person, place, by = body["person"], body["organisation"], entry["by"]
    need(state.serves(by, place, entry["at"]), "not-an-adviser")
    known = state.person(person)
    adviser = known["role"] == "adviser"
    need(known["appointed" if adviser else "defence"] == place, "not-said-to-be-a-member")
    if body["state"] == "ended":
        need(not adviser and known["memberOf"] != "", "not-confirmed")
        return state.say(person, entry["seq"], memberOf="")
    if not adviser:
        need(known["memberOf"] == "", "member-already")
        return state.say(person, entry["seq"], memberOf=known["defence"])
    need(known["advises"] == "" and by not in known["vouchers"], "member-already")
    serving = state.advisers(place, entry["at"])
    vouchers = [*(each for each in known["vouchers"] if each in serving), by]
    if len(vouchers) < max(known["needs"], state.vouchers_needed(len(serving))):
        return state.say(person, entry["seq"], vouchers=vouchers)
    return state.say(person, entry["seq"], advises=place, vouchers=[], needs=0)


def anchored(state, entry, body, facts):
    known = state.person(body["person"])
    need(known["appointed"] == body["organisation"], "not-said-to-be-a-member")
    need(known["advises"] == "", "member-already")
    anchor = state.organisations[body["organisation"]]["anchor"]
    need(anchor != "", "no-anchor")
    need(not state.advisers(body["organisation"], entry["at"]), "adviser-serves")
    need(known["kid"] == body["kid"], "keys-differ")
    need(facts.get("anchored") == anchor, "document-missing")
    state.say(body["person"], entry["seq"], advises=body["organisation"], vouchers=[], needs=0)


def same_key(one, other):
    return (one["credential"], one["cose"]) == (other["credential"], other["cose"])


def held(known, listed, counts):
    before = [next((each for each in known if same_key(each, one)), {"counts": counts}) for one in listed]
    return [{**one, "counts": found["counts"]} for one, found in zip(listed, before)]


def stays_listed(author, facts, listed):
    confirming = facts["act"].get("credential")
    key = next((each for each in author["passkeys"] if each["credential"] == confirming), None)
    need(key is not None and any(same_key(key, each) for each in listed), "confirming-passkey-gone")


def passkeys(state, entry, body, facts):
    author = state.people[entry["by"]]
    need(all(each["rpId"] == state.rp_id for each in body["passkeys"]), "passkey-of-another-site")
    kept_all = all(any(same_key(each, one) for one in body["passkeys"]) for each in author["passkeys"])
    need(kept_all, "passkeys-only-added")
    counts = entry["at"] + state.waits["words" if "words" in body["gesture"] else "passkey"]
    state.own(entry["by"], body["passkeys"])
    state.say(entry["by"], entry["seq"], passkeys=held(author["passkeys"], body["passkeys"], counts))


def statement_of(known):
    stated = {key: known[key] for key in ("name", "role", "organisation", "defence", "profession", "specialty")}
    found = known["registration"]
    number = [{"body": found["body"], "number": found["number"]}] if found else []
    return {**stated, "register": number, "staff": known["staff"]["number"] if known["staff"] else ""}


def key_change(state, entry, body, facts):
    by = entry["by"]
    author, verified = state.people[by], state.join_of(by, facts)
    need(verified["join"]["states"] == statement_of(author), "statement-changed")
    state.unused(verified)
    need(body["keyring"]["version"] == author["keyring"] + 1, "keyring-not-next")
    listed = verified["join"]["passkeys"]
    stays_listed(author, facts, listed)
    keys = {**keys_of(verified, 0), "passkeys": held(author["passkeys"], listed, entry["at"] + state.waits["passkey"])}
    state.own(by, listed)
    state.kids[verified["kid"]] = by
    state.say(by, entry["seq"], **keys, keyring=body["keyring"]["version"])


def key_replacement(state, entry, body, facts):
    person, seq = body["person"], entry["seq"]
    need(person != entry["by"], "own-keys")
    known = state.person(person)
    verified = state.join_of(person, facts)
    need(verified["join"]["states"] == statement_of(known), "statement-changed")
    state.unused(verified)
    need(body["keyring"] == known["keyring"] + 1, "keyring-not-next")
    state.own(person, verified["join"]["passkeys"])
    state.kids[verified["kid"]] = person
    state.without_offices(person, seq)
    ends = {"memberOf": "", "replaced": seq, "statedAt": verified["join"]["at"], "keyring": body["keyring"]}
    if known["role"] == "officer" and known["status"] == "good":
        ends["status"] = "suspended"
    state.say(person, seq, **keys_of(verified, entry["at"] + state.waits["passkey"]), **NOT_APPOINTED, **ends)
