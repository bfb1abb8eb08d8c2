"""Generations of a key: rules-register.md, Generations."""

from refusing import need, Refused


def new(gen, kc, by, opens, holders, register):
    """`register`: as of which it is begun."""
    return {
        "gen": gen,
        "kc": kc,
        "by": by,
        "opens": opens,
        "holders": list(holders),
        "sealedTo": [[each, register.kid(each)] for each in holders],
        "asOf": register.seq,
    }


def of(key, gen):
    return next((each for each in key if each["gen"] == gen), None)


def holds_now(generation, person, kid):
    return person in generation["holders"] and [person, kid] in generation["sealedTo"]


def was_granted(generation, person):
    return any(each == person for each, _ in generation["sealedTo"])


def leading(key, gens):
    found = set(gens)
    for each in key:
        if found & set(each["opens"]):
            found.add(each["gen"])
    return [each for each in key if each["gen"] in found]


def leads(key, person, gen):
    return any(was_granted(each, person) for each in leading(key, [gen]))


def fits(back):
    need((back["gen"] == 0) == (back["sealed"] == ""), "wrong-back")


def may_link(key, back, by, colleagues, kids):
    newest = key[-1]
    need(back != newest["gen"] or was_granted(newest, by), "not-a-holder")
    for each in key:
        if each["gen"] <= back:
            continue
        if was_granted(each, by):
            need(by not in each["holders"], "not-reported")
        else:
            need(not any(holds_now(each, other, kids(other)) for other in colleagues), "held-by-another")
    need(back == 0 or leads(key, by, back), "wrong-back")


def grant(generation, person, kid):
    if person not in generation["holders"]:
        generation["holders"].append(person)
    if [person, kid] not in generation["sealedTo"]:
        generation["sealedTo"].append([person, kid])


def report(key, gen, by):
    found = of(key, gen)
    if found is None:
        raise Refused("wrong-generation")
    need(by in found["holders"], "not-a-holder")
    found["holders"].remove(by)


def link_fits(newest, gen, under):
    need(under == newest["gen"], "old-generation")
    need(gen < under, "wrong-generation")


def link(newest, seen, by, gen, under):
    """`newest` is changed; `seen` is what the author is judged by."""
    link_fits(newest, gen, under)
    need(by in seen[-1]["holders"], "not-a-holder")
    need(leads(seen, by, gen), "wrong-back")
    newest["opens"] = sorted({*newest["opens"], gen})
