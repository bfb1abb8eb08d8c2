"""Entries of the register about organisations, from docs/protocol/rules-register.md."""

from refusing import Refused, need
from register import NOT_APPOINTED


def organisation(state, entry, body, facts):
    state.named_well(body["name"])
    need(body["kind"] == "defence" or body["anchor"] == "", "anchor-unexpected")
    need(body["organisation"] not in state.organisations, "organisation-exists")
    said = {key: body[key] for key in ("name", "kind", "anchor")}
    trial = body["kind"] == "clinical" and state.mode == "trial"
    policies = {"capture": {"version": 1, "professions": [], "capture": "personal-device"}} if trial else {}
    begun = {"status": "good", "offices": [], "contacts": [], "policies": policies, "teams": []}
    state.say_of(body["organisation"], entry["seq"], **said, **begun)


def organisation_name(state, entry, body, facts):
    state.named_well(body["name"])
    found = state.open_organisation(body["organisation"])
    need(found["name"] != body["name"], "nothing-changes")
    state.say_of(body["organisation"], entry["seq"], name=body["name"])


def organisation_status(state, entry, body, facts):
    found = state.organisations.get(body["organisation"])
    if found is None:
        raise Refused("organisation-unknown")
    need(found["status"] != body["status"], "nothing-changes")
    state.say_of(body["organisation"], entry["seq"], status=body["status"], offices=[], teams=[])
    if body["status"] == "good":
        return
    for person, known in list(state.people.items()):
        change = dict(NOT_APPOINTED) if known["appointed"] == body["organisation"] else {}
        if known["memberOf"] == body["organisation"]:
            change["memberOf"] = ""
        if change:
            state.say(person, entry["seq"], **change)


def office(state, entry, body, facts):
    at, held = entry["at"], [body["office"], body["person"]]
    found = state.open_organisation(body["organisation"], "clinical")
    if body["state"] == "ended":
        need(held in found["offices"], "office-not-held")
        left = [each for each in found["offices"] if each != held]
        return state.say_of(body["organisation"], entry["seq"], offices=left)
    need(state.works_at(body["person"], body["organisation"], at), "not-a-clinician-here")
    policy = found["policies"].get("leads") if body["office"] == "lead" else None
    forbids = policy is not None and state.people[body["person"]]["profession"] not in policy["professions"]
    need(not forbids, "policy-forbids")
    standing = [each for each in found["offices"] if state.works_at(each[1], body["organisation"], at)]
    need(held not in standing, "office-held")
    taken = body["office"] == "caldicott-guardian" and any(each[0] == body["office"] for each in standing)
    need(not taken, "office-taken")
    return state.say_of(body["organisation"], entry["seq"], offices=[*standing, held])


def contacts(state, entry, body, facts):
    found = state.spoken_for(entry["by"], body["organisation"], entry["at"])
    need(found["contacts"] != body["contacts"], "nothing-changes")
    state.say_of(body["organisation"], entry["seq"], contacts=body["contacts"])


def policy(state, entry, body, facts):
    found = state.spoken_for(entry["by"], body["organisation"], entry["at"])
    on_leads, on_capture = bool(body["professions"]), body["capture"] != ""
    fits = on_leads == (body["subject"] == "leads") and on_capture == (body["subject"] == "capture")
    need(fits, "policy-incomplete")
    before = found["policies"].get(body["subject"], {"version": 0})["version"]
    need(body["version"] == before + 1, "policy-skip")
    said = {key: body[key] for key in ("version", "professions", "capture", "words")}
    state.say_of(body["organisation"], entry["seq"], policies={**found["policies"], body["subject"]: said})


def team(state, entry, body, facts):
    state.named_well(body["name"])
    organisation, at = body["organisation"], entry["at"]
    found = state.spoken_for(entry["by"], organisation, at)
    members = body["members"]
    need(len(set(members)) == len(members), "team-repeats")
    need(all(state.works_at(each, organisation, at) for each in members), "not-a-clinician-here")
    said = {key: body[key] for key in ("team", "name", "members")}
    teams = {each["team"]: each for each in found["teams"]}
    before = teams.get(said["team"])
    need(before is not None or members, "team-unknown")
    need(before != said, "nothing-changes")
    others = {key: each for key, each in teams.items() if key != said["team"]}
    need(all(each["name"] != said["name"] for each in others.values()), "team-name-taken")
    after = {**teams, said["team"]: said} if members else others
    state.say_of(organisation, entry["seq"], teams=list(after.values()))
