"""What is established of an entry's bytes before a rule book is asked: docs/protocol/reading.md."""

import json

from strict import (
    Jws,
    Unreadable,
    b64,
    body_hash,
    entry_hash,
    good_key,
    is_signed,
    lp,
    raw,
    read_json,
    sha,
    thumbprint,
    written,
)


class Refused(Exception):
    pass


def must(holds, code):
    if not holds:
        raise Refused(code)


def refs_in(value):
    if isinstance(value, dict):
        if list(value) == ["hash", "size"]:
            return [value]
        return [ref for each in value.values() for ref in refs_in(each)]
    return [ref for each in value for ref in refs_in(each)] if isinstance(value, list) else []


class ReadEntry:
    """An entry read strictly: hashes agree, nothing is signed by anybody yet."""

    def __init__(self, forms, kind, wire):
        self.jws = Jws(wire["jws"], f"consilium-{kind}")
        self.skeleton = self.jws.payload
        of = "the register" if kind == "register" else "a room or a request"
        forms.documents[f"skeleton of {of}"](self.skeleton)
        self.hash = b64(entry_hash(self.jws.text))
        self.body, self.text, self.salt = None, wire.get("body"), wire.get("salt")
        self.refs = []
        type_ = self.skeleton["type"]
        must(f"{kind}: {type_}" in forms.bodies, "type")
        must((self.text is None) == (self.salt is None), "body")
        if self.text is None:
            return
        salt = raw(self.salt)
        must(len(salt) == 16, "body")
        must(b64(body_hash(kind, type_, salt, self.text)) == self.skeleton["bodyHash"], "body-hash")
        self.body = read_json(self.text.encode())
        forms.check(f"{kind}: {type_}", self.body)
        self.refs = refs_in(self.body)
        sizes = {ref["hash"]: ref["size"] for ref in self.refs}
        for name, data in wire.get("blobs", {}).items():
            must(sizes.get(name) == len(raw(data)) and b64(sha(raw(data))) == name, "blob")

    def entry(self):
        return {**self.skeleton, "hash": self.hash}


def challenge(label, root, rp_id, nonce, *parts):
    return b64(sha(lp(label, raw(root), rp_id, raw(nonce), *parts)))


def read_cose(data):
    """The x of an EdDSA key in its one spelling; the vectors have no passkey of another kind."""
    beginning = bytes.fromhex("a4010103272006215820")
    must(data.startswith(beginning) and len(data) == len(beginning) + 32, "cose")
    try:
        good_key(data[len(beginning) :])
    except Unreadable as error:
        raise Refused("cose") from error
    return data[len(beginning) :]


def is_origin(origin, expected, rp_id):
    local = origin.removeprefix("http://localhost")
    any_port = rp_id == "localhost" and local != origin and (local == "" or local[0] == ":" and local[1:].isdigit())
    return origin == expected or any_port


def gesture(made, passkeys, expected, origin, rp_id):
    """Credential id of the passkey that made it."""
    passkey = next((each for each in passkeys if each["credential"] == made["cred"]), None)
    must(passkey is not None and passkey["rpId"] == rp_id, "gesture-passkey")
    client, auth = raw(made["clientData"]), raw(made["authData"])
    data = json.loads(client)
    must(data.get("type") == "webauthn.get", "gesture-type")
    must(data.get("challenge") == expected, "gesture-challenge")
    must(is_origin(data.get("origin"), origin, rp_id), "gesture-origin")
    must(data.get("crossOrigin") is not True, "gesture-cross-origin")
    must(len(auth) >= 37, "gesture-data")
    must(auth[:32] == sha(rp_id.encode()), "gesture-rp")
    must(auth[32] & 1, "gesture-presence")
    must(auth[32] & 4, "gesture-verification")
    must(is_signed(read_cose(raw(passkey["cose"])), auth + sha(client), raw(made["sig"])), "gesture-signature")
    return passkey["credential"]


def signed_by(jws, public):
    must(jws.kid == thumbprint(public), "unknown-signer")
    must(is_signed(raw(public), jws.input, jws.signature), "bad-signature")


def join(forms, text, site):
    read = Jws(text, "consilium-join")
    said = read.payload
    forms.documents["consilium-join"](said)
    good_key(raw(said["signing"]))
    signed_by(read, said["signing"])
    unproven = {key: value for key, value in said.items() if key != "proofs"}
    digest = sha(lp("consilium/1 join hash", written(unproven)))
    must(len(said["proofs"]) == len(said["passkeys"]), "gesture-passkey")
    for proof, passkey in zip(said["proofs"], said["passkeys"]):
        asked = challenge("consilium/1 join", said["root"], site["rpId"], proof["nonce"], digest)
        gesture(proof, [passkey], asked, site["origin"], site["rpId"])
    return {"join": said, "kid": read.kid}


def act_hash(root, ledger, type_, id_, by, salt, body):
    parts = ("consilium-register", raw(root), raw(ledger), type_, raw(id_), raw(by), raw(salt), body)
    return sha(lp("consilium/1 act hash", *parts))


def act(read, author, site):
    skeleton, made = read.skeleton, read.body["gesture"]
    root, type_ = skeleton["root"], skeleton["type"]
    unconfirmed = written({key: value for key, value in read.body.items() if key != "gesture"})
    digest = act_hash(root, skeleton["ledger"], type_, skeleton["id"], skeleton["by"], read.salt, unconfirmed)
    if "words" in made:
        message = lp("consilium/1 recovery act", raw(root), digest)
        must(is_signed(raw(author["recovery"]), message, raw(made["words"])), "bad-signature")
        return {"by": "words"}
    asked = challenge("consilium/1 act", root, site["rpId"], made["nonce"], type_, digest)
    return {"by": "passkey", "credential": gesture(made, author["passkeys"], asked, site["origin"], site["rpId"])}


def anchor_message(root, organisation, person, kid, as_of):
    return lp("consilium/1 anchor", *(raw(each) for each in (root, organisation, person, kid)), as_of)


def head(forms, text, public):
    read = Jws(text, "consilium-head")
    forms.documents["consilium-head"](read.payload)
    signed_by(read, public)
    return read.payload
