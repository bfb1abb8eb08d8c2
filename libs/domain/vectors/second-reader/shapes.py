"""The forms of docs/protocol/shapes.md, read out of that page: nothing of them is written here a second time."""

import re

from strict import is_b64


class Malformed(Exception):
    pass


def holds(condition, what):
    if not condition:
        raise Malformed(what)


def units(text):
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def as_units(text):
    """Sorts as UTF-16 code units do."""
    return text.encode("utf-16-be", "surrogatepass")


CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f]")
LARGEST = 2**53 - 1
TOKEN = re.compile(r"\s*(/(?:\\.|[^/\\])+/(?=\s|$|[,}])|\"[^\"]*\"|[{},]|[^\s{},]+)")


def tokens(text):
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        match = TOKEN.match(text, at)
        found.append(match.group(1))
        at = match.end()
    return found


def is_integer(value, least, most):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def number_range(text, most=LARGEST):
    least, _, upto = text.partition("…")
    if "…" not in text:
        return int(least), int(least)
    return int(least), int(upto) if upto else most


class Forms:
    def __init__(self, page):
        self.names = {}
        self.bodies = {}
        self.documents = {}
        self.by = {}
        self.scopes = {}
        self.closed_too = set()
        self.stages = {}
        self.read(page)

    def read(self, page):
        section = heading = None
        block = None
        for line in page.split("\n"):
            if block is not None:
                if line == "```":
                    self.take(section, heading, block)
                    block = None
                else:
                    block.append(line)
            elif line.startswith("```"):
                block = []
            elif line.startswith("## "):
                section, heading = line[3:], None
            elif line.startswith("### "):
                heading = line[4:]
            elif line.startswith("By: ") and heading:
                self.said(heading, line)

    def said(self, heading, line):
        who, scope = re.match(r"By: ([^.]*)\. Scope: ([^.]*)\.", line).groups()
        self.by[heading] = who.split(", ")
        self.scopes[heading] = scope
        if line.endswith("In a closed case too."):
            self.closed_too.add(heading)

    def take(self, section, heading, block):
        if section == "Names":
            text = "\n".join(block)
            for part in re.split(r"\n(?=[A-Za-z]+ = )", text):
                name, _, form = part.partition(" = ")
                self.names[name] = self.form(form)
        elif section == "Documents":
            self.documents[heading] = self.form("\n".join(block))
        elif section.startswith("Entries"):
            self.bodies[heading] = self.form("\n".join(block))
        elif section.startswith("Stages"):
            for line in block:
                stage, _, acts = line.partition(": ")
                pairs = [] if acts == "nothing" else [act.split(" → ") for act in acts.split(", ")]
                self.stages[stage] = dict(pairs)

    def form(self, text):
        reader = Reader(self, tokens(text))
        form = reader.either()
        holds(reader.at == len(reader.tokens), f"a form is read to its end: {text}")
        return form

    def check(self, heading, body):
        if heading not in self.bodies:
            return False
        self.bodies[heading](body)
        return True


class Reader:
    """Reads one form: `either` is the whole, `one` an alternative of it."""

    def __init__(self, forms, found):
        self.forms, self.tokens, self.at = forms, found, 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self):
        first = self.one()
        if self.peek() != "or":
            return first
        self.next()
        other = self.either()

        def check(value):
            try:
                first(value)
            except Malformed:
                other(value)

        return check

    def one(self):
        token = self.next()
        if token == "{":
            return self.object()
        if token == "list":
            return self.list()
        if token == "b64":
            least, most = number_range(self.next())
            return lambda value: holds(is_b64(value, least, most), f"b64 {least} to {most}: {value}")
        if token == "text":
            limits = self.next()
            return matching(limits[1:-1]) if limits.startswith("/") else text_of(*number_range(limits))
        if token == "integer":
            least, most = number_range(self.next())
            return lambda value: holds(is_integer(value, least, most), f"an integer: {value}")
        if token == "time":
            return lambda value: holds(is_integer(value, 1577836800, 7258118400), f"a time: {value}")
        if token.startswith('"'):
            return lambda value: holds(value == token[1:-1], f"{token}: {value}")
        if re.fullmatch(r"\d+", token):
            return lambda value: holds(is_integer(value, int(token), int(token)), f"{token}: {value}")
        return self.words(token)

    def words(self, token):
        words = [token]
        while self.peek() == "|":
            self.next()
            words.append(self.next())
        if words == ["true", "false"]:
            return lambda value: holds(isinstance(value, bool), "true or false")
        if token in self.forms.names and len(words) == 1:
            return self.forms.names[token]
        return lambda value: holds(isinstance(value, str) and value in words, f"one of {words}: {value}")

    def list(self):
        least, most = number_range(self.next())
        is_sorted = self.peek() == "sorted"
        if is_sorted:
            self.next()
        holds(self.next() == "of", "a list is of something")
        item = self.one()

        def check(value):
            holds(isinstance(value, list) and least <= len(value) <= most, f"a list of {least} to {most}")
            for each in value:
                item(each)
            if is_sorted:
                rising = all(as_units(one) < as_units(other) for one, other in zip(value, value[1:]))
                holds(rising, "sorted without duplicates")

        return check

    def object(self):
        keys = []
        while self.peek() != "}":
            if self.peek() == ",":
                self.next()
                continue
            name = self.next()
            holds(name.endswith(":"), f"a key: {name}")
            name = name[:-1]
            keys.append((name.rstrip("?"), name.endswith("?"), self.either()))
        self.next()

        def check(value):
            holds(isinstance(value, dict), "an object")
            wanted = [name for name, optional, _ in keys if not optional or name in value]
            holds(list(value) == wanted, f"the keys {wanted}: {list(value)}")
            for name, _, form in keys:
                if name in value:
                    form(value[name])

        return check


def matching(pattern):
    found = re.compile(pattern.replace(r"\d", "[0-9]").removesuffix("$") + r"\Z")
    return lambda value: holds(isinstance(value, str) and found.match(value), f"{pattern}: {value}")


def text_of(least, most):
    def check(value):
        holds(isinstance(value, str) and least <= units(value) <= most, f"text of {least} to {most}")
        whole = not any("\ud800" <= letter <= "\udfff" for letter in value)
        holds(whole and not CONTROL.search(value), "text without control characters")

    return check
