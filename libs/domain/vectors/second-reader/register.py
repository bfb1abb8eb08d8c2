"""The rule book of the register, from docs/protocol/rules-register.md."""

import copy

import generations
import names
from refusing import Refused, need
from shapes import Malformed

NEVER = 7258118400
NOT_APPOINTED = {"appointed": "", "advises": "", "vouchers": [], "needs": 0}
PRACTISING = {"with-licence", "provisional", "conditions"}


class Register:
    """What the register says at one entry. `forms`: shapes.md."""

    def __init__(self, forms):
        self.forms = forms
        self.people, self.organisations, self.said = {}, {}, []
        self.kids, self.passkeys, self.numbers = {}, {}, {}
        self.keys, self.words, self.about_words, self.proposed = {}, {}, {}, {}
        self.confirmed_keys = {}
        self.about_people, self.about_organisations, self.about_keys = {}, {}, {}
        self.activated_at = 0
        self.lost, self.went_on = [], 0
        self.changes = []

    def copied(self):
        """Records are replaced and never changed, but for those of keys."""
        other = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, (dict, list)):
                setattr(other, name, copy.deepcopy(value) if name == "keys" else copy.copy(value))
        return other

    # What is asked of it, at a time.

    def is_good(self, person, at):
        found = self.people.get(person)
        return found is not None and found["status"] == "good" and at < found["expires"]

    def is_clinician(self, person, at):
        return self.is_good(person, at) and self.people[person]["role"] == "clinician"

    def works_at(self, person, organisation, at):
        return self.is_clinician(person, at) and self.people[person]["organisation"] == organisation

    def serves(self, person, organisation, at):
        found = self.people.get(person)
        return self.is_good(person, at) and found["role"] == "adviser" and found["advises"] == organisation

    def advisers(self, organisation, at):
        return sorted(each for each in self.people if self.serves(each, organisation, at))

    def kid(self, person):
        return self.people.get(person, {}).get("kid")

    def standing(self, clearance, digest, organisation):
        return self.words.get((clearance, digest, organisation), "good")

    def is_key_due(self, organisation, at):
        newest = self.keys[organisation]["all"][-1]
        sealed = newest["sealedTo"]
        if self.restored(self.root) > newest["asOf"]:
            return True
        return not all(self.serves(person, organisation, at) and self.kid(person) == kid for person, kid in sealed)

    def restored(self, ledger):
        return max((seq for seq, each in self.lost if each in (ledger, self.root)), default=-1)

    def recipient_now(self, clearance, digest):
        """The recipient a clearance names, with the keys that an adviser confirmed since."""
        return {**clearance["recipient"], **self.confirmed_keys.get((clearance["id"], digest, clearance["org"]), {})}

    def is_recipient(self, recipient):
        found = self.people[recipient["person"]]
        number = found["registration"]["number"] if found["registration"] else None
        return (found["kid"], found["sealing"], number) == tuple(recipient[key] for key in ("kid", "sealing", "number"))

    # What an entry changes.

    def say(self, person, seq, **change):
        self.people[person] = {**self.people.get(person, {}), **change}
        self.about_people[person] = seq
        self.changes.append(("person", person, seq))
        found = self.people[person]
        self.said.append((person, seq, found["status"], found["replaced"]))

    def say_of(self, organisation, seq, **change):
        self.organisations[organisation] = {**self.organisations.get(organisation, {}), **change}
        self.about_organisations[organisation] = seq
        self.changes.append(("organisation", organisation, seq))

    def say_of_key(self, organisation, seq):
        self.about_keys[organisation] = seq
        self.changes.append(("organisation", organisation, seq))

    def say_of_clearance(self, about, seq):
        self.about_words[about] = seq
        self.changes.append(("clearance", about[0], seq))

    def last_person(self, person):
        return self.about_people.get(person, -1)

    def last_organisation(self, organisation):
        return max(self.about_organisations.get(organisation, -1), self.about_keys.get(organisation, -1))

    def last_about(self, entry, body):
        type_ = entry["type"]
        if type_ in ("passkeys", "key-change"):
            return self.last_person(entry["by"])
        if type_ in ("credential", "status", "appointment", "membership", "anchored", "key-replacement"):
            return self.last_person(body["person"])
        if type_ == "office":
            return max(self.last_organisation(body["organisation"]), self.last_person(body["person"]))
        if type_ in ("clearance-status", "clearance-rekey"):
            return self.about_words.get((body["clearance"], body["hash"], body["organisation"]), -1)
        if type_ == "rules-version":
            return self.activated_at
        if type_ == "restore":
            return max((seq for seq, _ in self.lost), default=-1)
        if type_ == "checkpoint":
            return -1
        if type_ in ("confirm", "decline"):
            return self.proposed.get(body["proposed"], {}).get("seq", -1)
        return self.last_organisation(body.get("organisation", body.get("thread")))

    def open_organisation(self, organisation, kind=None):
        found = self.organisations.get(organisation)
        if found is None:
            raise Refused("organisation-unknown")
        need(kind is None or found["kind"] == kind, "wrong-organisation-kind")
        need(found["status"] == "good", "organisation-retired")
        return found

    def named_well(self, name):
        need(names.is_usable(name), "name-unusable")

    def person(self, person):
        if person not in self.people:
            raise Refused("person-unknown")
        return self.people[person]

    def join_of(self, person, facts):
        need(len(facts.get("joins", [])) == 1, "document-missing")
        verified = facts["joins"][0]
        join = verified["join"]
        need(join["person"] == person, "join-of-another")
        need(join["root"] == self.root, "join-for-another-root")
        need(all(each["rpId"] == self.rp_id for each in join["passkeys"]), "passkey-of-another-site")
        need(self.is_statement(join), "statement-unknown")
        self.named_well(join["states"]["name"])
        return verified

    def is_statement(self, join):
        try:
            self.forms.documents["consilium-join"](join)
        except Malformed:
            return False
        return True

    def unused(self, verified):
        need(verified["kid"] not in self.kids and verified["kid"] != self.service_kid, "key-taken")

    def own(self, person, passkeys):
        for each in passkeys:
            for data in (each["credential"], each["cose"]):
                need(self.passkeys.get(data, person) == person, "passkey-taken")
                self.passkeys[data] = person

    def vouchers_needed(self, serving):
        return 0 if serving == 0 else 1 if serving < 3 else 2

    def appointed_at(self, organisation, at):
        needs = self.vouchers_needed(len(self.advisers(organisation, at)))
        serves = needs == 0 and self.organisations[organisation]["anchor"] == ""
        return {
            "appointed": organisation,
            "advises": organisation if serves else "",
            "vouchers": [],
            "needs": needs,
        }

    def without_offices(self, person, seq):
        for organisation, found in list(self.organisations.items()):
            left = [each for each in found["offices"] if each[1] != person]
            if len(left) < len(found["offices"]):
                self.say_of(organisation, seq, offices=left)

    def spoken_for(self, author, organisation, at):
        found = self.open_organisation(organisation)
        if found["kind"] == "defence":
            speaks = self.serves(author, organisation, at)
        else:
            holds = any(each[1] == author for each in found["offices"])
            speaks = holds and self.works_at(author, organisation, at)
        need(speaks, "speaks-for-nobody")
        return found


def keys_of(verified, counts):
    join = verified["join"]
    passkeys = [{**each, "counts": counts} for each in join["passkeys"]]
    return {
        **{key: join[key] for key in ("signing", "sealing", "recovery")},
        "kid": verified["kid"],
        "passkeys": passkeys,
    }


def founded(forms, entry, body, facts):
    need(entry["seq"] == 0, "wrong-seq")
    beginning = entry["prev"] == "" and entry["ledger"] == "" and entry["type"] == "genesis"
    need(beginning, "not-a-beginning")
    need(entry["scope"] == "room", "wrong-scope")
    need(entry["root"] == "", "wrong-root")
    need(entry["register"] == {"seq": -1, "hash": ""}, "register-unknown")
    joins = facts.get("joins", [])
    need(len(joins) == len(body["officers"]), "officers-incomplete")
    need(all(each["join"]["root"] == "" for each in joins), "join-for-another-root")
    here = all(key["rpId"] == body["rpId"] for each in joins for key in each["join"]["passkeys"])
    need(here, "passkey-of-another-site")
    state = Register(forms)
    humans = []
    for verified in joins:
        states = verified["join"]["states"]
        need(states["role"] == "officer", "not-an-officer")
        nothing = [states[key] for key in ("organisation", "defence", "profession", "specialty")]
        need(nothing == [""] * 4 and states["register"] == [], "statement-unknown")
        need(states["staff"] != "", "staff-number-missing")
        state.named_well(states["name"])
        humans.append(names.human("officer", "", None, states["staff"]))
    for values in ([each["join"]["person"] for each in joins], [each["kid"] for each in joins]):
        need(len(set(values)) == len(values), "officer-repeated")
    need(len(set(humans)) == len(humans), "number-taken")
    need(body["mode"] == "trial" or len(joins) > 1, "second-officer-missing")
    need(joins[0]["join"]["person"] == entry["by"], "author-unknown")
    state.root, state.mode, state.rp_id = entry["hash"], body["mode"], body["rpId"]
    state.waits, state.service_kid = body["waits"], facts.get("serviceKid", "")
    state.seq, state.hash, state.at, state.rules = 0, entry["hash"], entry["at"], entry["rules"]
    state.activated = entry["rules"]
    state.hashes = [entry["hash"]]
    for verified, human in zip(joins, humans):
        add_founder(state, verified, human, entry["at"])
    return state


def add_founder(state, verified, human, at):
    join = verified["join"]
    person = join["person"]
    state.own(person, join["passkeys"])
    state.kids[verified["kid"]] = person
    state.numbers[human] = person
    stated = {key: join["states"][key] for key in ("name", "role", "organisation", "defence", "profession", "specialty")}
    checked = {"registration": None, "staff": {"number": join["states"]["staff"], "source": "root", "checkedAt": at}}
    others = {"level": "V3", "status": "good", "statedAt": join["at"], "memberOf": "", "replaced": -1}
    state.say(person, 0, **keys_of(verified, 0), **stated, **checked, **others, **NOT_APPOINTED, keyring=1, expires=NEVER)


def follows(state, entry):
    """Step 1 of every entry but the first."""
    need(entry["seq"] == state.seq + 1, "wrong-seq")
    need(entry["prev"] == state.hash, "wrong-prev")
    need(entry["ledger"] == state.root, "wrong-ledger")
    need(entry["type"] != "genesis", "not-a-beginning")
    need(entry["at"] >= state.at, "time-fell")
    need(entry["rules"] >= state.rules, "rules-fell")
    need(entry["register"]["seq"] >= state.seq, "register-fell")
    need(entry["register"] == {"seq": state.seq, "hash": state.hash}, "register-unknown")
    need(entry["root"] == state.root, "wrong-root")
    need(entry["rules"] <= state.activated, "rules-unknown")


def author_of(state, entry):
    author = state.people.get(entry["by"])
    if author is None:
        raise Refused("author-unknown")
    need(author["status"] == "good", "author-not-active")
    own = entry["type"] in ("passkeys", "key-change")
    need(own or entry["at"] < author["expires"], "author-not-active")
    roles = state.forms.by[f'register: {entry["type"]}']
    need(author["role"] in roles, "not-an-officer" if "officer" in roles else "not-an-adviser")
    return author


def confirmed(state, author, entry, body, facts):
    act = facts.get("act")
    need(act is not None, "gesture-missing")
    need(body["asOf"] == state.last_about(entry, body), "changed-since-gesture")
    need(0 <= entry["at"] - body["signedAt"] <= 600, "gesture-too-old")
    if act["by"] == "words":
        return
    passkey = next((each for each in author["passkeys"] if each["credential"] == act["credential"]), None)
    if passkey is None:
        raise Refused("gesture-of-no-passkey")
    need(passkey["counts"] <= entry["at"], "passkey-waits")


def after(forms, state, entry, body, facts, knows=1):
    """The state after an entry; the one given stays as it was."""
    from register_entries import RULES, announced, begins_to_serve, takes_two

    need(entry["rules"] <= knows, "rules-unknown")
    if state is None:
        need(body is not None, "body-missing")
        return founded(forms, entry, body, facts)
    follows(state, entry)
    need(f'register: {entry["type"]}' in forms.bodies, "unknown-type")
    need(entry["scope"] == "room", "wrong-scope")
    author = author_of(state, entry)
    need(body is not None, "body-missing")
    if "gesture" in body:
        confirmed(state, author, entry, body, facts)
    changed = state.copied()
    RULES[entry["type"]](changed, entry, body, facts)
    if state.mode == "production" and takes_two(state, entry, body, facts):
        wait = state.waits["power"] if announced(state, entry, body, facts) else 0
        waits = {
            **{"seq": entry["seq"], "entry": entry, "body": body, "facts": facts},
            **{"serves": begins_to_serve(state, changed), "from": entry["at"] + wait},
        }
        changed = state.copied()
        changed.proposed[entry["id"]] = waits
    if entry["type"] not in ("restore", "decline") or changed.lost != state.lost:
        changed.went_on = entry["seq"]
    changed.hashes = [*state.hashes, entry["hash"]]
    changed.seq, changed.hash, changed.at, changed.rules = (entry[key] for key in ("seq", "hash", "at", "rules"))
    return changed
