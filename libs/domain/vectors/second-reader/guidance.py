"""What a consent may say, and what speaks against it: rules-room.md, Authorities and Guidance."""

NO_CONSENT_NEEDED = {"internal-organ", "pathology-slide", "endoscopic-image", "organ-function", "ultrasound", "x-ray"}
OUTSIDE = {"named-external", "via-platform"}
SECONDARY = {"research", "teaching"}
ASKED_BEFORE_OUTSIDE = {"face", "intimate", "rare"}
UNDER_18 = {"young-person", "parental-responsibility", "child-understands"}
FLAG_OF = {**dict.fromkeys(UNDER_18, "child"), "lacks-capacity": "lacks-capacity", "has-died": "deceased"}

# Of each authority what is asked: the answers, and whether several may be given.
ASKED = {
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


def flags_of(consent):
    flag = FLAG_OF.get(consent["authority"])
    return {*consent["flags"], *([flag] if flag else [])}


def contradicts(consent):
    facts, asked = set(consent["facts"]), ASKED.get(consent["authority"], [])
    possible = {answer for answers, _ in asked for answer in answers}
    twice = any(len(answers & facts) > 1 for answers, several in asked if not several)
    return not facts <= possible or twice or bool(set(consent["flags"]) & set(consent["ruledOut"]))


def is_answered(consent):
    return all(answers & set(consent["facts"]) for answers, _ in ASKED.get(consent["authority"], []))


def is_said(consent, flag):
    return flag in consent["flags"] or flag in consent["ruledOut"]


def may_be_recorded(consent):
    scopes, authority = set(consent["scopes"]), consent["authority"]
    not_needed, not_asked = authority == "not-needed-to-make", authority == "nobody-could-be-asked"
    ordinary = consent["recording"] not in NO_CONSENT_NEEDED
    child = authority in UNDER_18 or "child" in consent["flags"]
    broken = (
        child and "intimate" in consent["flags"],
        child and not is_said(consent, "intimate"),
        ordinary and not_needed,
        not is_answered(consent),
        ordinary and "capture" not in scopes,
        (not_needed or not_asked) and bool(scopes & (OUTSIDE | SECONDARY)),
    )
    return not any(broken)


def may_go_outside(consent):
    said = all(is_said(consent, flag) for flag in ASKED_BEFORE_OUTSIDE)
    coroner = consent["authority"] != "has-died" or "coroner-not-asked" not in consent["facts"]
    return consent["withdrawn"] == "no" and OUTSIDE <= set(consent["scopes"]) and said and coroner
