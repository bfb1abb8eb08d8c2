"""Clearances, from docs/protocol/rules-advice.md."""

import guidance
from refusing import Refused, need

SECOND = {"disputed-consent", "intimate", "overseas"}
MANY = 10


def needs_second(clearance):
    flags = set(clearance["flags"])
    return len(clearance["threads"]) >= MANY or bool(SECOND & flags) or guidance.is_easily_recognised(flags)


def distinct(clearance):
    three = {clearance["by"], clearance["requester"], clearance["recipient"]["person"]}
    need(len(three) == 3, "parties-not-distinct")


def passkey_of(register, person, signed, until):
    found = next((each for each in register.people[person]["passkeys"] if each["credential"] == signed["credential"]), None)
    if found is None:
        raise Refused("wrong-passkey")
    need(found["counts"] <= until, "passkey-waits")


def first_signer(register, verified, at):
    clearance, signed = verified["clearance"], verified["first"]
    need(register.serves(clearance["by"], clearance["org"], at), "not-an-adviser")
    need(register.kid(clearance["by"]) == signed["kid"], "wrong-adviser-key")
    passkey_of(register, clearance["by"], signed, min(clearance["at"], at))


def second_signer(register, verified, at):
    clearance, signed = verified["clearance"], verified.get("second")
    if signed is None:
        need(not needs_second(clearance), "second-adviser-missing")
        return
    signer = next((each for each in register.people if register.kid(each) == signed["kid"]), None)
    parties = (None, clearance["by"], clearance["requester"], clearance["recipient"]["person"])
    need(signer not in parties, "second-adviser-invalid")
    need(register.serves(signer, clearance["org"], at), "second-adviser-invalid")
    need(verified["first"]["credential"] != signed["credential"], "second-adviser-invalid")
    passkey_of(register, signer, signed, min(clearance["at"], at))


def recipient_good(register, recipient, at):
    need(register.is_clinician(recipient["person"], at), "recipient-not-active")
    need(register.is_recipient(recipient), "recipient-differs")


def good(register, verified, at, both=True):
    clearance = verified["clearance"]
    need(clearance["root"] == register.root, "clearance-of-another-register")
    need(clearance["rules"] <= register.activated, "rules-unknown")
    distinct(clearance)
    first_signer(register, verified, at)
    if both and clearance["outcome"] != "advised-against":
        second_signer(register, verified, at)
    need(clearance["register"]["seq"] <= register.seq, "clearance-from-later-register")
    need(clearance["joinBy"] <= clearance["memberUntil"], "clearance-dates")
    need(at <= clearance["joinBy"], "join-by-passed")
    need(at < clearance["memberUntil"], "member-until-passed")
    requester = clearance["requester"]
    need(register.is_clinician(requester, at), "not-a-clinician-here")
    need(register.people[requester]["memberOf"] == clearance["org"], "wrong-defence-organisation")
    recipient_good(register, register.recipient_now(clearance, verified["hash"]), at)
    need(register.standing(clearance["id"], verified["hash"], clearance["org"]) == "good", "clearance-not-standing")
