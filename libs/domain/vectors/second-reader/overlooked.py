"""An older register than an entry may be dated by: docs/protocol.md, Time."""


def of_room(room, newest, since):
    shares = list(room.shares.values())
    people = {*room.internals, *(each["person"] for each in shares)}
    for share in shares:
        if share["since"] >= since:
            people |= {share["clearance"]["by"], share["clearance"]["requester"], newest.kids.get(share["second"])}
    threads = room.threads.values()
    posted = any(each["picture"] and each["picture"]["seq"] >= since for each in threads)
    asked = (thread["consent"]["destruction"] for thread in threads if thread["consent"])
    asks = any(each is not None and each["stage"] == "proposed" for each in asked)
    return people, {room.org} if posted or asks else set(), set(room.shares)


def of_request(state, newest, since):
    recipient = state.dossier["body"]["recipient"]["person"] if state.dossier else None
    decided = state.progress.get("clearance")
    return {state.requester, recipient, state.assigned()}, {state.org}, {decided["id"]} if decided else set()


LOOKS = {"room": of_room, "advice": of_request}


def passed(kind, newest, entry, states):
    """The first register entry that it does not know of and that its ledger's rules look at, before or after it; or -1."""
    looked_at = {("person", entry["by"])}
    for state in states:
        if state is not None:
            kinds = zip(("person", "organisation", "clearance"), LOOKS[kind](state, newest, entry["seq"]))
            looked_at |= {(name, each) for name, ids in kinds for each in ids}
    later = (seq for name, each, seq in newest.changes if seq > entry["register"]["seq"] and (name, each) in looked_at)
    return min(later, default=-1)


def is_overlooked(kind, registers, entry, states, seconds=300):
    """`registers`: the register after each of its entries that are known."""
    change = passed(kind, registers[-1], entry, states)
    return change >= 0 and registers[change].at + seconds < entry["at"]
