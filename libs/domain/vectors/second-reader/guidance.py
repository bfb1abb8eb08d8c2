"""What a consent may say, how a picture may be taken, and what speaks against either: rules-room.md, from Authorities on."""

NO_CONSENT_NEEDED = {"internal-organ", "pathology-slide", "endoscopic-image", "organ-function", "ultrasound", "x-ray"}
OUTSIDE = {"named-external", "via-platform"}
SECONDARY = {"audit", "research", "teaching"}
ASKED = {"face", "intimate", "rare", "other-people", "marks", "jewellery", "place-shown", "date-shown"}
EXPLAINED = {"why", "form", "storage", "who-sees", "how-long", "this-service", "withdrawal", "secondary-use"}
IMPLIED_BASIS = {"direct-care", "information-available", "no-objection-known", "confidentiality-understood"}
OPPOSITES = ({"interpreter", "interpreter-not-needed"}, {"chaperone-present", "chaperone-declined"})
UNDER_18 = {"young-person", "parental-responsibility", "child-understands"}
AGREED = {"said-yes", "signed", *UNDER_18}
FLAG_OF = {**dict.fromkeys(UNDER_18, "child"), "lacks-capacity": "lacks-capacity", "has-died": "deceased"}

# Of each authority what is asked: the answers, and whether several may be given.
FOLLOW_UPS = {
    "parental-responsibility": [({"mother", "father", "guardian", "local-authority"}, False)],
    "lacks-capacity": [
        ({"discussed-with-family", "discussed-with-advocate", "discussed-with-team"}, True),
        ({"attorney-decides", "deputy-decides", "nobody-has-authority"}, False),
    ],
    "has-died": [
        ({"wishes-allow-it", "wishes-not-known"}, False),
        ({"family-agrees", "family-not-asked"}, False),
        ({"coroner-not-involved", "coroner-agrees", "coroner-not-asked"}, False),
    ],
}


# Of each source the copies that are to be deleted there.
COPIES = {
    "own-phone": {"original", "recently-deleted", "cloud-copy"},
    "managed-device": {"original", "recently-deleted"},
    **dict.fromkeys(("camera-card", "dermatoscope"), {"original"}),
    **dict.fromkeys(("pacs", "medical-photography"), {"exported-copy"}),
    **{"sent-by-patient": set(), "from-colleague": {"received-copy"}},
}
TAKEN_ELSEWHERE = {"pacs", "medical-photography"}
ATTESTED = 90 * 86400


def flags_of(consent):
    flag = FLAG_OF.get(consent["authority"])
    return {*consent["flags"], *([flag] if flag else [])}


def contradicts(consent):
    facts, asked = set(consent["facts"]), FOLLOW_UPS.get(consent["authority"], [])
    possible = {answer for answers, _ in asked for answer in answers}
    twice = any(len(answers & facts) > 1 for answers, several in asked if not several)
    both = any(pair <= set(consent["attested"]) for pair in OPPOSITES)
    return not facts <= possible or twice or both or bool(set(consent["flags"]) & set(consent["ruledOut"]))


def is_answered(consent):
    return all(answers & set(consent["facts"]) for answers, _ in FOLLOW_UPS.get(consent["authority"], []))


def is_said(consent, flag):
    return flag in consent["flags"] or flag in consent["ruledOut"]


def is_all_said(consent):
    return all(is_said(consent, flag) for flag in ASKED)


def shows_child(consent):
    return consent["authority"] in UNDER_18 or "child" in consent["flags"]


def may_be_recorded(consent, readers):
    scopes, authority = set(consent["scopes"]), consent["authority"]
    not_needed, not_asked = authority == "not-needed-to-make", authority == "nobody-could-be-asked"
    ordinary = consent["recording"] not in NO_CONSENT_NEEDED
    child = shows_child(consent)
    broken = (
        child and "intimate" in consent["flags"],
        child and not is_all_said(consent),
        ordinary and not_needed,
        not is_answered(consent),
        ordinary and "capture" not in scopes,
        (not_needed or not_asked) and bool(scopes & (OUTSIDE | SECONDARY)),
        authority in AGREED and readers == "inside" and "internal" not in scopes,
    )
    return not any(broken)


def copies_left(capture):
    return COPIES.get(capture["source"], set()) - set(capture["gone"])


def may_be_posted(capture, at):
    mode = capture["says"] or "managed-device"
    elsewhere = capture["source"] in TAKEN_ELSEWHERE
    broken = (
        at >= capture["attestedAt"] + ATTESTED,
        mode == "managed-device" and capture["device"] == "own",
        mode == "medical-photography" and not elsewhere,
    )
    return not any(broken)


def may_be_shared(capture):
    mode, source = capture["says"] or "managed-device", capture["source"]
    against = mode != "personal-device" and source == "own-phone"
    against = against or (mode == "medical-photography" and source not in TAKEN_ELSEWHERE)
    return capture["policy"] == "published" and not against and source != "" and not copies_left(capture)


def may_go_outside(consent, purpose):
    scopes, authority = set(consent["scopes"]), consent["authority"]
    flags, attested = set(consent["flags"]), set(consent["attested"])
    implied, agreed = authority in ("not-needed-to-make", "nobody-could-be-asked"), authority in AGREED
    broken = (
        consent["withdrawn"] != "no",
        shows_child(consent) and "intimate" in flags,
        "intimate" in flags and not attested & {"chaperone-present", "chaperone-declined"},
        authority == "has-died" and "coroner-not-asked" in consent["facts"],
        not OUTSIDE <= scopes,
        implied and not IMPLIED_BASIS <= attested,
        agreed and not EXPLAINED <= set(consent["explained"]),
        agreed and "no-pressure" not in attested,
        not is_all_said(consent),
        purpose == "peer-learning" and not may_be_learnt_from(consent),
    )
    return not any(broken)


def may_be_learnt_from(consent):
    if consent["authority"] == "not-needed-to-make":
        return is_all_said(consent) and not ASKED & set(consent["flags"])
    return "teaching" in consent["scopes"]


def is_easily_recognised(flags):
    traits = (bool({"marks", "jewellery"} & flags), "place-shown" in flags, "date-shown" in flags)
    return bool({"face", "rare"} & flags) or sum(traits) > 1
