"""Names and human names, as docs/protocol.md says under Documents."""

import re
import unicodedata

TITLES = re.compile(r"(dr|doctor|prof|professor|mr|mrs|ms|miss|mx|sir|dame|rev)\.?\s+", re.I)
TOGETHER = [{"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "BOPOMOFO"}, {"CJK", "HANGUL"}]

NUMBERS = {
    "doctor": ("GMC", r"[0-9]{7}"),
    "physician-associate": ("GMC", r"A[0-9]{7}"),
    "anaesthesia-associate": ("GMC", r"A[0-9]{7}"),
    "nurse": ("NMC", r"[0-9]{2}[A-Z][0-9]{4}[A-Z]"),
    "midwife": ("NMC", r"[0-9]{2}[A-Z][0-9]{4}[A-Z]"),
    "nursing-associate": ("NMC", r"[0-9]{2}[A-Z][0-9]{4}[A-Z]"),
    "dentist": ("GDC", r"[0-9]{5,6}"),
    "dental-care-professional": ("GDC", r"[0-9]{5,6}"),
    "pharmacist": ("GPhC", r"[0-9]{7}"),
    "pharmacy-technician": ("GPhC", r"[0-9]{7}"),
    "allied-health-professional": ("HCPC", r"[A-Z]{2,3}[0-9]{5,6}"),
}


def one_spelling(name):
    name = unicodedata.normalize("NFC", name)
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in name)
    return re.sub(" +", " ", spaced).strip(" ")


def scripts(word):
    """Python's tables name no script; the first word of a letter's own name is one, near enough for these vectors."""
    letters = [each for each in word if unicodedata.category(each)[0] == "L"]
    return {unicodedata.name(each, "UNNAMED").split(" ")[0] for each in letters}


def is_hidden(letter):
    return unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}


def is_usable(name):
    if name != one_spelling(name) or not 0 < len(name.encode("utf-16-le")) // 2 <= 120:
        return False
    if any(is_hidden(each) for each in name) or not any(unicodedata.category(each)[0] == "L" for each in name):
        return False
    words = "".join(" " if unicodedata.category(each)[0] in "ZP" else each for each in name).split(" ")
    return all(len(scripts(word)) < 2 or any(scripts(word) <= some for some in TOGETHER) for word in words)


def plain(name):
    name = one_spelling(name)
    while TITLES.match(name):
        name = TITLES.sub("", name, count=1)
    return unicodedata.normalize("NFKC", name).lower()


def is_same(one, other):
    return plain(one) == plain(other)


def human(role, organisation, register, staff):
    if register:
        return f'{register["body"]} {register["number"]}'
    return f'{"" if role == "officer" else organisation} {staff}'


def fits(profession, number):
    body, pattern = NUMBERS[profession]
    return number["body"] == body and re.fullmatch(pattern, number["number"]) is not None
