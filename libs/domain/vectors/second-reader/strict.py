"""Bytes as docs/protocol.md and docs/protocol/reading.md spell, hash and sign them."""

import base64
import hashlib
import json
import re
import struct

B64 = re.compile(r"[A-Za-z0-9_-]*\Z")


class Unreadable(Exception):
    pass


class NoPoint(Unreadable):
    pass


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw(text):
    """The bytes of the one canonical spelling."""
    if not isinstance(text, str) or not B64.match(text) or len(text) % 4 == 1:
        raise Unreadable("spelling")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64(data) != text:
        raise Unreadable("spelling")
    return data


def is_b64(text, least, most):
    try:
        return least <= len(raw(text)) <= most
    except Unreadable:
        return False


def sha(data):
    return hashlib.sha256(data).digest()


def lp(*parts):
    out = b""
    for part in parts:
        if isinstance(part, int):
            part = struct.pack(">I", part)
        if isinstance(part, str):
            part = part.encode()
        out += struct.pack(">I", len(part)) + part
    return out


ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def written_text(text):
    letters = (ESCAPES.get(each) or (f"\\u{ord(each):04x}" if each < " " else each) for each in text)
    return f'"{"".join(letters)}"'


def written(value):
    """JSON in its one spelling, by the rules of reading.md."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{written_text(key)}:{written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(each) for each in value) + "]"
    if isinstance(value, str):
        return written_text(value)
    if value is True or value is False or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int) and abs(value) <= 2**53 - 1:
        return str(value)
    raise Unreadable("json")


def read_json(data):
    """Strictly: what was read, written again, is the same bytes."""
    try:
        text = data.decode("utf-8")
        value = json.loads(text)
        if written(value).encode("utf-8") != data:
            raise Unreadable("json")
    except (ValueError, RecursionError) as error:
        raise Unreadable("json") from error
    return value


HEADER = re.compile(r'\{"alg":"Ed25519","kid":"([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])","typ":"([a-z-]+)"\}\Z')


class Jws:
    def __init__(self, text, expected):
        parts = text.split(".")
        if len(text) > 120000 or len(parts) != 3:
            raise Unreadable("segments")
        header = HEADER.match(raw(parts[0]).decode("ascii"))
        if not header or header.group(2) != expected:
            raise Unreadable("header")
        self.kid = header.group(1)
        self.payload = read_json(raw(parts[1]))
        self.signature = raw(parts[2])
        self.text = text
        self.input = f"{parts[0]}.{parts[1]}".encode()
        if len(self.signature) != 64:
            raise Unreadable("segments")


def thumbprint(public):
    return b64(sha(f'{{"crv":"Ed25519","kty":"OKP","x":"{public}"}}'.encode()))


def entry_hash(jws):
    """Of the whole JWS, its signature too."""
    return sha(lp("consilium/1 entry", jws))


def body_hash(kind, type_, salt, body):
    return sha(lp("consilium/1 body", f"consilium-{kind}", type_, salt, body))


def tree_hash(leaves):
    """RFC 6962, section 2.1."""
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return sha(b"\x00" + leaves[0])
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha(b"\x01" + tree_hash(leaves[:half]) + tree_hash(leaves[half:]))


# Ed25519 (RFC 8032), with the conditions of reading.md.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recovered(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if x == 0 and sign == 1:
        raise Unreadable("small-order")
    if (x * x - square) % P != 0:
        raise NoPoint("mixed-order")
    return (P - x if x & 1 != sign else x, y, 1, (P - x if x & 1 != sign else x) * y % P)


def added(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            total = added(total, point)
        point = added(point, point)
        scalar >>= 1
    return total


def encoded(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = recovered(4 * pow(5, P - 2, P) % P, 0)


def read_key(public):
    """The point of a public key; refused where its y is not less than p, where it is none, and where it is of small order."""
    number = int.from_bytes(public, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= P:
        raise Unreadable("small-order")
    point = recovered(y, sign)
    if encoded(times(8, point)) == (1).to_bytes(32, "little"):
        raise Unreadable("small-order")
    return point


def good_key(public):
    """Of a key that begins to count: a point of prime order, and no other."""
    point = read_key(public)
    if encoded(times(L, point)) != (1).to_bytes(32, "little"):
        raise Unreadable("mixed-order")


def is_signed(public, message, signature):
    try:
        key = read_key(public)
    except NoPoint:
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % L
    minus = (P - key[0], key[1], 1, (P - key[0]) * key[1] % P)
    return encoded(added(times(s, BASE), times(k, minus))) == r
