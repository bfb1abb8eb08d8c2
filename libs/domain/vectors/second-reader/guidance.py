"""What a consent may say, how a picture may be taken, and what speaks against either: rules-room.md, from Authorities on."""

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


def may_go_outside(consent):
    said = all(is_said(consent, flag) for flag in ASKED_BEFORE_OUTSIDE)
    coroner = consent["authority"] != "has-died" or "coroner-not-asked" not in consent["facts"]
    return consent["withdrawn"] == "no" and OUTSIDE <= set(consent["scopes"]) and said and coroner
