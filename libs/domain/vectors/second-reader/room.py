"""A room and what its rules ask of it, from docs/protocol/rules-room.md."""

import copy

import generations
import guidance
from refusing import Refused, need

ONGOING = ("admitted", "accepted")


def scope_of(share):
    return sorted([share["side"], *(each["thread"] for each in share["clearance"]["threads"])])


def by_case(thread):
    return thread["kind"] != "case" and thread["readers"] == "inside"


def copied_share(share):
    return {**share, "ended": list(share["ended"]), "stated": list(share["stated"])}


def is_over(share):
    return len(share["ended"]) >= len(share["clearance"]["threads"])


def is_withdrawn(thread):
    consent = thread.get("consent") if thread else None
    return bool(consent) and consent["withdrawn"] == "capture"


def thread_copied(thread):
    said = {key: thread[key] for key in thread if key != "picture"}
    return {**copy.deepcopy(said), "picture": thread["picture"]}


class Room:
    """A room at one entry, as somebody meets it: `register` and `at` are those of the entry judged."""

    def __init__(self, forms, entry, body):
        self.forms, self.id, self.opened_at = forms, entry["hash"], entry["at"]
        self.org, self.case, self.owner, self.closed = body["org"], body["thread"], entry["by"], False
        self.internals, self.shares, self.threads = {}, {}, {}
        self.keys_inside, self.opinions, self.dark, self.purpose = {}, {}, set(), ""
        self.pictures, self.said, self.taken_back = [], [], set()

    def at_entry(self, register, at):
        self.register, self.at = register, at

    def copied(self):
        other = copy.copy(self)
        other.internals = {name: dict(each) for name, each in self.internals.items()}
        other.shares = {name: copied_share(each) for name, each in self.shares.items()}
        other.threads = {name: thread_copied(each) for name, each in self.threads.items()}
        for name in ("keys_inside", "opinions", "dark", "pictures", "said", "taken_back"):
            setattr(other, name, copy.copy(getattr(self, name)))
        return other

    # Who is inside.

    def is_known(self, person):
        """None of somebody who is no colleague inside; else whether their keys are known here."""
        inside = self.internals.get(person)
        if inside is None or inside["removed"] or not self.register.works_at(person, self.org, self.at):
            return None
        return self.register.people[person]["replaced"] <= inside["known"]

    def is_internal(self, person):
        return self.is_known(person) is True

    def active_internals(self):
        return sorted(each for each in self.internals if self.is_internal(each))

    def stands(self, share):
        clearance = share["clearance"]
        in_time = share["stage"] == "accepted" or (share["stage"] == "admitted" and self.at <= clearance["joinBy"])
        if self.at >= clearance["memberUntil"] or not in_time:
            return False
        if not self.register.is_good(share["person"], self.at):
            return False
        if not self.register.is_recipient(self.register.recipient_now(clearance, share["hash"])):
            return False
        return self.register.standing(clearance["id"], share["hash"], clearance["org"]) == "good"

    def reaches(self, share, thread):
        if share["side"] == thread:
            return not is_over(share)
        if thread not in (each["thread"] for each in share["clearance"]["threads"]) or thread in share["ended"]:
            return False
        consent = self.threads.get(thread, {}).get("consent")
        return consent is not None and consent["withdrawn"] == "no"

    def end_shares(self, thread):
        for share in self.shares.values():
            named = thread in (each["thread"] for each in share["clearance"]["threads"])
            if share["stage"] in ONGOING and named and thread not in share["ended"]:
                share["ended"].append(thread)
                if share["stage"] == "admitted":
                    share["stage"] = "removed"

    def is_guardian(self, person):
        organisation = self.register.organisations.get(self.org)
        if organisation is None or organisation["status"] != "good":
            return False
        held = ["caldicott-guardian", person] in organisation["offices"]
        return held and self.register.works_at(person, self.org, self.at)

    def is_open_to(self, person, thread):
        known = self.threads.get(thread)
        if not is_withdrawn(known):
            return True
        destruction = known["consent"]["destruction"]
        return person == self.owner or (destruction is not None and destruction["shownTo"] == person)

    def cover(self, person, thread):
        fitting = (share for share in self.shares.values() if share["person"] == person)
        return next((share for share in fitting if self.stands(share) and self.reaches(share, thread)), None)

    def covered(self, thread):
        people = {share["person"] for share in self.shares.values()}
        return sorted(each for each in people if not self.is_internal(each) and self.cover(each, thread))

    def is_entitled(self, person, thread):
        if self.is_internal(person):
            known = self.threads.get(thread)
            named = known is None or known["readers"] != "named" or person in known["named"]
            return named and self.is_open_to(person, thread)
        return self.cover(person, thread) is not None

    def standing(self, person):
        if person == "service":
            return "service"
        if self.is_internal(person):
            return "owner" if person == self.owner else "internal"
        stages = [each["stage"] for each in self.shares.values() if each["person"] == person and self.stands(each)]
        return "outside" if "accepted" in stages else "invited-outside" if stages else "stranger"

    # Who holds what.

    def inside_judged(self):
        return self.case not in self.dark

    def case_thread(self):
        if self.case not in self.threads:
            raise Refused("no-such-thread")
        return self.threads[self.case]

    def seen(self, thread, generation):
        reach = thread["reach"].get(generation["gen"])
        case = self.threads.get(self.case)
        if not reach["unders"] or case is None:
            return generation
        leading = generations.leading(case["key"], reach["unders"])
        holders = {each for one in leading for each in one["holders"]} - set(reach["reporters"])
        return {
            **generation,
            "holders": sorted({*generation["holders"], *holders}),
            "sealedTo": [*generation["sealedTo"], *(each for one in leading for each in one["sealedTo"])],
        }

    def seen_key(self, thread):
        return [self.seen(thread, each) for each in thread["key"]]

    def holds_by_case(self, person, thread):
        if not by_case(thread) or person not in self.internals:
            return False
        if not self.inside_judged():
            return True
        newest = self.case_thread()["key"][-1]
        if not generations.holds_now(newest, person, self.register.kid(person)):
            return False
        return person in self.seen(thread, thread["key"][-1])["holders"]

    def is_holder(self, person, thread):
        return person in thread["key"][-1]["holders"] or self.holds_by_case(person, thread)

    def is_current(self, person, kid):
        return self.register.kid(person) == kid

    def is_due(self, thread):
        newest = thread["key"][-1]
        if self.register.restored(self.id) > newest["asOf"]:
            return True
        for person, kid in newest["sealedTo"]:
            if not (self.is_current(person, kid) and self.is_entitled(person, thread["id"])):
                return True
        if thread["readers"] != "inside":
            return False
        since = thread["reach"][newest["gen"]]["seq"]
        for kid, (person, until) in self.keys_inside.items():
            open_to = until is None or until >= since
            if open_to and not (self.is_current(person, kid) and self.is_internal(person)):
                return True
        return False

    def note_keys(self, seq):
        now = {self.register.kid(person): person for person in self.active_internals()}
        for kid, (person, until) in list(self.keys_inside.items()):
            if kid in now:
                self.keys_inside[kid] = (person, None)
            elif until is None:
                self.keys_inside[kid] = (person, seq - 1)
        for kid, person in now.items():
            self.keys_inside.setdefault(kid, (person, None))

    # What rules ask.

    def thread(self, thread):
        need(thread not in self.dark, "bodies-withheld")
        if thread not in self.threads:
            raise Refused("no-such-thread")
        return self.threads[thread]

    def holds(self, person, thread):
        need(self.is_holder(person, thread), "not-a-holder")
        need(self.is_entitled(person, thread["id"]), "not-entitled")

    def may_write(self, person, thread, gen):
        need(gen == thread["key"][-1]["gen"], "old-generation")
        self.holds(person, thread)
        need(not self.is_due(thread), "rotation-due")

    def may_wrap(self, person, under):
        if not self.inside_judged():
            return
        case = self.case_thread()
        need(not self.is_due(case), "case-rotation-due")
        newest = case["key"][-1]
        need(under == newest["gen"], "old-generation")
        need(generations.holds_now(newest, person, self.register.kid(person)), "not-a-holder")

    def is_open(self):
        need(not self.closed, "room-closed")

    def may_go_outside(self, thread, purpose):
        consent = thread.get("consent") if thread else None
        need(thread is not None and thread["picture"] and consent, "picture-missing")
        need(guidance.may_go_outside(consent, purpose), "consent-not-for-sharing")
        need(guidance.may_be_shared(thread["picture"]), "picture-not-for-sharing")


SAYING = ("message", "opinion", "picture", "form")


def note_said(room, entry):
    if entry["type"] in SAYING and entry["scope"] != "room":
        room.said.append({key: entry[key] for key in ("id", "seq", "type", "by", "at")} | {"thread": entry["scope"][0]})


def begun(forms, entry, body, register):
    need(entry["scope"] == "room", "wrong-scope")
    works = register.works_at(entry["by"], body["org"], entry["at"])
    need(works, "not-a-clinician-here")
    need(register.organisations[body["org"]]["status"] == "good", "organisation-retired")
    state = Room(forms, entry, body)
    state.internals[entry["by"]] = {"removed": False, "known": register.seq}
    state.at_entry(register, entry["at"])
    state.note_keys(entry["seq"])
    return state


def refuse_standing(standing, who):
    need(standing != "stranger", "not-a-member")
    need(standing != "invited-outside", "not-accepted-yet")
    raise Refused("internals-only" if "internal" in who else "not-the-owner")


def after(state, entry, body, facts, register):
    from room_entries import RULES

    forms, type_ = state.forms, entry["type"]
    changed = state.copied()
    changed.at_entry(register, entry["at"])
    if body is None:
        need(entry["scope"] != "room", "body-missing")
        changed.dark |= set(entry["scope"])
        if type_ == "picture":
            changed.pictures.append(entry["id"])
        if type_ in ("consent", "consent-withdrawal"):
            changed.end_shares(entry["scope"][0])
        note_said(changed, entry)
    else:
        name = f"room: {type_}"
        expected = {'`"room"`': "room", "the `thread` of its body": [body.get("thread")]}.get(forms.scopes[name])
        if forms.scopes[name] == "the `threads` of its body":
            expected = body["threads"]
        need(expected is None or entry["scope"] == expected, "wrong-scope")
        if type_ != "accept":
            standing = changed.standing(entry["by"])
            if standing not in forms.by[name]:
                refuse_standing(standing, forms.by[name])
            if name not in forms.closed_too:
                changed.is_open()
        RULES[type_](changed, entry, body, facts.get("clearance"))
        if type_ == "picture":
            changed.pictures.append(entry["id"])
        note_said(changed, entry)
    changed.note_keys(entry["seq"])
    return changed
