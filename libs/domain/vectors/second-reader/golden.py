"""The golden ledgers, as docs/protocol/vectors.md says how to replay them."""

import advice
import overlooked
import register
import room
from refusing import Refused, need
from shapes import Malformed

KNOWS = 1


class Book:
    """Rooms and requests: steps 1 to 5 of every entry, which are the same in both."""

    def __init__(self, kind, rules, forms):
        self.kind, self.rules, self.forms = kind, rules, forms

    def after(self, state, entry, body, facts, known):
        need(entry["rules"] <= KNOWS, "rules-unknown")
        need(known is not None, "register-unknown")
        if state is None:
            need(entry["seq"] == 0, "wrong-seq")
            beginning = entry["prev"] == "" and entry["ledger"] == "" and entry["type"] == "genesis"
            need(beginning, "not-a-beginning")
        else:
            self.follows(state, entry)
        need(entry["register"] == {"seq": known.seq, "hash": known.hash}, "register-unknown")
        need(entry["root"] == known.root, "wrong-root")
        need(entry["rules"] <= known.activated, "rules-unknown")
        need(entry["by"] != "service" or entry["type"] == "tick", "service-only-ticks")
        need(entry["by"] == "service" or entry["type"] != "tick", "ticks-by-service")
        if state is None:
            need(body is not None, "body-missing")
            changed = self.rules.begun(self.forms, entry, body, known)
        else:
            need(f'{self.kind}: {entry["type"]}' in self.forms.bodies, "unknown-type")
            changed = self.rules.after(state, entry, body, facts, known)
        changed.seq, changed.hash, changed.time = entry["seq"], entry["hash"], entry["at"]
        changed.rules, changed.register_seq = entry["rules"], entry["register"]["seq"]
        changed.ledger = entry["hash"] if state is None else state.ledger
        return changed

    def follows(self, state, entry):
        need(entry["seq"] == state.seq + 1, "wrong-seq")
        need(entry["prev"] == state.hash, "wrong-prev")
        need(entry["ledger"] == state.ledger, "wrong-ledger")
        need(entry["type"] != "genesis", "not-a-beginning")
        need(entry["at"] >= state.time, "time-fell")
        need(entry["rules"] >= state.rules, "rules-fell")
        need(entry["register"]["seq"] >= state.register_seq, "register-fell")


class Golden:
    def __init__(self, forms, read):
        """`read`: a file of the folder of one version of the rules, by its path, as a value."""
        self.forms, self.read = forms, read
        self.books = {"room": Book("room", room, forms), "advice": Book("advice", advice, forms)}
        self.registers, self.worlds = {"": []}, {}

    def step(self, kind, state, step, known):
        entry, body, facts = step["entry"], step.get("body"), step["facts"]
        if body is not None:
            self.forms.check(f'{kind}: {entry["type"]}', body)
        if kind == "register":
            return register.after(self.forms, state, entry, body, facts, KNOWS)
        return self.books[kind].after(state, entry, body, facts, known)

    def register_states(self, name):
        if name not in self.registers:
            states = []
            for step in self.read(f"worlds/{name}.json")["steps"]:
                states.append(self.step("register", states[-1] if states else None, step, None))
            self.registers[name] = states
        return self.registers[name]

    def states(self, world, register_name):
        """What this ledger was after each of its steps, under that register; each of them must stand."""
        if world == "":
            return []
        if (world, register_name) not in self.worlds:
            known, states = self.register_states(register_name), []
            found = self.read(f"worlds/{world}.json")
            for step in found["steps"]:
                states.append(self.step(found["kind"], states[-1] if states else None, step, at(known, step)))
            self.worlds[world, register_name] = states
        return self.worlds[world, register_name]

    def accepted(self, name):
        """None where the ledger stands, else what was wrong."""
        golden = self.read(f"accepted/{name}.json")
        try:
            self.states(golden["world"], golden["register"])
        except (Refused, Malformed) as error:
            return said(error)
        return None

    def refused(self, name):
        """None where the last entry is refused by its code, else what came instead."""
        golden = self.read(f"refused/{name}.json")
        return self.asked({**golden, "step": golden["refused"]})

    def asked(self, question):
        """
        None where this entry is answered by that code ("": it stands), after so many steps of a world (all, if none are
        named); and so is each that follows it.
        """
        step, code = question["step"], question["code"]
        try:
            known = at(self.register_states(question["register"]), step)
            states = self.states(question["world"], question["register"])
        except (Refused, Malformed) as error:
            return f"what stands before it: {said(error)}"
        after = question.get("after", len(states))
        before = states[after - 1] if after > 0 else None
        state, found = self.answer(question["kind"], before, step, known)
        if found == code == "" and question["register"] != "" and "passed" in question:
            registers = self.register_states(question["register"])
            change = overlooked.passed(question["kind"], registers[-1], step["entry"], [before, state])
            if change != question["passed"]:
                return f'passes over {change}, and not {question["passed"]}'
        for number, each in enumerate(question.get("then", [])):
            if found != code:
                break
            known = at(self.register_states(question["register"]), each["step"])
            state, found = self.answer(question["kind"], state, each["step"], known)
            code, step = each["code"], each["step"]
            if found != code:
                return f'{number + 1} later {step["entry"]["type"]}: "{found}", and not "{code}"'
        return None if found == code else f'"{found}", and not "{code}"'

    def answer(self, kind, state, step, known):
        """The state after an entry and "", or the one before and what the entry is refused with."""
        try:
            return self.step(kind, state, step, known), ""
        except (Refused, Malformed) as error:
            return state, said(error)


def at(states, step):
    """The register that an entry was judged by."""
    seq = step["registerSeq"]
    return states[seq] if 0 <= seq < len(states) else None


def said(error):
    return "malformed" if isinstance(error, Malformed) else error.code
