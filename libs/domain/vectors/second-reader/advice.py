"""The rule book of requests for advice, from docs/protocol/rules-advice.md."""

import copy

import clearances
import generations
from refusing import Refused, need

KEYS = ("roomHead", "recipient", "purpose", "brief", "threads", "flags")


class Advice:
    def assigned(self):
        return self.progress.get("adviser") if self.progress["stage"] not in ("revoked", "withdrawn") else None

    def standing(self, person, register, at):
        if person == "service":
            return "service"
        if person == self.requester:
            known = register.people.get(person)
            asks = register.is_good(person, at) and (
                known["replaced"] <= self.begun_at or known["memberOf"] == self.org
            )
            return "requester" if asks else "stranger"
        if self.request == "" or not register.serves(person, self.org, at):
            return "stranger"
        return "assigned" if self.assigned() == person else "adviser"

    def stage(self, register, at):
        stage = self.progress["stage"]
        clearance = self.progress.get("clearance")
        if stage != "decided" or clearance["outcome"] == "advised-against":
            return stage
        if at >= clearance["memberUntil"]:
            return "expired"
        word = register.standing(clearance["id"], self.progress["hash"], self.org)
        return "suspended" if word == "suspended" else "decided"


def usable(register, org, at):
    if org not in register.keys:
        raise Refused("org-key-missing")
    need(not register.is_key_due(org, at), "org-key-due")
    return register.keys[org]["all"][-1]["gen"]


def may_write(state, body, register, at):
    need(body["gen"] == state.gen, "old-generation")
    usable(register, state.org, at)
    need(register.restored(state.id) <= state.as_of, "rotation-due")
    newest = register.keys[state.org]["all"][-1]["gen"]
    need((state.org_gen, state.requester_key) == (newest, register.kid(state.requester)), "rotation-due")


def genesis(forms, entry, body, register):
    person, org, at = register.people.get(entry["by"]), body["org"], entry["at"]
    asks = register.is_clinician(entry["by"], at) and person["defence"] == org
    need(asks, "not-of-this-defence-organisation")
    found = register.organisations.get(org, {"kind": ""})
    need(found["kind"] == "defence", "wrong-organisation-kind")
    need(found["status"] == "good", "organisation-retired")
    need(person["memberOf"] == org, "membership-not-confirmed")
    usable(register, org, at)
    state = Advice()
    state.id, state.forms = entry["hash"], forms
    state.org, state.room, state.thread, state.requester = org, body["room"], body["thread"], entry["by"]
    state.begun_at, state.gen, state.org_gen, state.requester_key = register.seq, 0, 0, ""
    state.as_of, state.conflicted = register.seq, []
    state.dossier, state.request, state.submitted, state.progress = None, "", "", {"stage": "draft"}
    return state


def rotate(now, entry, body, verified):
    state, register = now.state, now.register
    need(body["gen"] == state.gen + 1, "wrong-generation")
    need(body["back"]["gen"] == state.gen, "wrong-back")
    generations.fits(body["back"])
    need(body["orgGen"] == usable(register, state.org, entry["at"]), "org-key-due")
    recipients = [each["recipient"] for each in body["grants"]]
    need(recipients == sorted([state.requester, state.org]), "wrong-recipients")
    state.gen, state.org_gen, state.requester_key = body["gen"], body["orgGen"], register.kid(state.requester)
    state.as_of = register.seq


def dossier(now, entry, body, verified):
    may_write(now.state, body, now.register, entry["at"])
    threads = [each["thread"] for each in body["threads"]]
    need(len(set(threads)) == len(threads), "threads-repeated")
    need(body["recipient"]["person"] != entry["by"], "parties-not-distinct")
    clearances.recipient_good(now.register, body["recipient"], entry["at"])
    now.state.dossier = {"hash": entry["bodyHash"], "body": body}


def submit(now, entry, body, verified):
    state = now.state
    need(state.dossier is not None and state.dossier["hash"] == body["dossier"], "dossier-not-newest")
    state.request, state.submitted = entry["id"], body["dossier"]
    adviser = state.assigned()
    state.progress = {"stage": "assigned", "adviser": adviser} if adviser else {"stage": "submitted"}


def assign(now, entry, body, verified):
    state = now.state
    need(body["adviser"] == entry["by"], "only-for-oneself")
    need(body["noConflict"], "conflict-declared")
    recipient = state.dossier["body"]["recipient"]["person"] if state.dossier else None
    need(recipient != entry["by"], "own-request")
    need(entry["by"] not in state.conflicted, "conflict-declared")
    has = state.assigned()
    need(has is None or not now.register.serves(has, state.org, entry["at"]), "already-assigned")
    state.progress = {"stage": now.to, "adviser": entry["by"]}


def give_back(now, entry, body, verified):
    state, to = now.state, body["to"]
    if to != "":
        need(to != entry["by"] and now.register.serves(to, state.org, entry["at"]), "not-an-adviser")
        need(state.dossier["body"]["recipient"]["person"] != to, "own-request")
        need(to not in state.conflicted, "conflict-declared")
    state.progress = {"stage": "submitted"}
    if body["conflict"]:
        state.conflicted = [*state.conflicted, entry["by"]]


def question(now, entry, body, verified):
    may_write(now.state, body, now.register, entry["at"])
    now.state.progress = {"stage": "questioned", "adviser": now.state.assigned()}


def answer(now, entry, body, verified):
    state = now.state
    may_write(state, body, now.register, entry["at"])
    need(state.dossier["hash"] == state.submitted, "dossier-not-submitted")
    state.progress = {"stage": "assigned", "adviser": state.assigned()}


def answers(state, clearance, register):
    need(clearance["by"] == state.assigned(), "not-assigned")
    need(clearance["root"] == register.root, "clearance-of-another-register")
    of = ("advice", "request", "dossier", "room", "org", "requester")
    ledger = (state.id, state.request, state.submitted, state.room, state.org, state.requester)
    asked = state.dossier["body"] if state.dossier else {}
    same = tuple(clearance[key] for key in of) == ledger and all(clearance[key] == asked.get(key) for key in KEYS)
    need(same, "decision-differs")


def of_now(clearance, at):
    need(0 <= at - clearance["at"] <= 600, "gesture-too-old")


def proposal(now, entry, body, verified):
    need(verified is not None, "document-missing")
    state, clearance = now.state, verified["clearance"]
    answers(state, clearance, now.register)
    of_now(clearance, entry["at"])
    two = clearance["outcome"] != "advised-against" and clearances.needs_second(clearance)
    need(two, "second-adviser-not-due")
    clearances.good(now.register, verified, entry["at"], both=False)
    may_write(state, body, now.register, entry["at"])
    proposed = {"hash": verified["hash"], "gesture": body["gesture"]}
    state.progress = {"stage": "proposed", "adviser": entry["by"], "proposal": proposed}


def decision(now, entry, body, verified):
    need(verified is not None, "document-missing")
    state, clearance, by = now.state, verified["clearance"], entry["by"]
    assigned = state.assigned() == by
    proposed = state.progress.get("proposal")
    need(assigned or proposed is not None, "not-assigned")
    need(assigned or by not in state.conflicted, "conflict-declared")
    answers(state, clearance, now.register)
    if assigned:
        of_now(clearance, entry["at"])
    else:
        need(proposed["hash"] == verified["hash"], "not-proposed")
        second = verified.get("second")
        need(second is not None and now.register.kid(by) == second["kid"], "second-adviser-invalid")
    if clearance["outcome"] == "advised-against":
        clearances.distinct(clearance)
        clearances.first_signer(now.register, verified, entry["at"])
    else:
        clearances.good(now.register, verified, entry["at"])
    need(assigned or body["gesture"] == proposed["gesture"], "not-proposed")
    may_write(state, body, now.register, entry["at"])
    decided = {"clearance": clearance, "hash": verified["hash"]}
    state.progress = {"stage": "decided", "adviser": clearance["by"], **decided}


def withdraw(now, entry, body, verified):
    now.state.progress = {"stage": "withdrawn"}


def revoke(now, entry, body, verified):
    now.state.progress = {"stage": "revoked", "clearance": now.state.progress["clearance"]}


def tick(now, entry, body, verified):
    pass


RULES = {
    **{"rotate": rotate, "dossier": dossier, "submit": submit, "assign": assign, "give-back": give_back},
    **{"question": question, "answer": answer, "proposal": proposal, "decision": decision, "withdraw": withdraw},
    **{"revoke": revoke, "tick": tick},
}


class Now:
    def __init__(self, state, register, to):
        self.state, self.register, self.to = state, register, to


def refuse_standing(who):
    need("adviser" not in who, "not-an-adviser")
    need("assigned" not in who, "not-assigned")
    raise Refused("not-the-requester")


def next_entry(state, entry, body, facts, register):
    """Steps 7 to 12; `state` is changed."""
    type_, at, forms = entry["type"], entry["at"], state.forms
    need(body.get("thread", state.thread) == state.thread, "no-such-thread")
    expected = "room" if forms.scopes[f"advice: {type_}"] == '`"room"`' else [body.get("thread")]
    need(entry["scope"] == expected, "wrong-scope")
    need(type_ != "assign" or entry["by"] != state.requester, "own-request")
    who = forms.by[f"advice: {type_}"]
    if state.standing(entry["by"], register, at) not in who:
        refuse_standing(who)
    stage = state.stage(register, at)
    to = stage if type_ == "tick" else forms.stages[stage].get(type_)
    need(to is not None, "wrong-stage")
    RULES[type_](Now(state, register, to), entry, body, facts.get("clearance"))


def begun(forms, entry, body, register):
    need(entry["scope"] == "room", "wrong-scope")
    return genesis(forms, entry, body, register)


def after(state, entry, body, facts, register):
    changed = copy.copy(state)
    if body is not None:
        next_entry(changed, entry, body, facts, register)
    return changed
