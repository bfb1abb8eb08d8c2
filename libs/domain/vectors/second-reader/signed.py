"""The signed vectors: libs/ledger/vectors, read and verified from their bytes on."""

import base64

import facts
import register
from strict import Jws, Unreadable, b64, good_key, is_signed, lp, raw, read_json, sha, tree_hash, written
from shapes import Malformed
from refusing import Refused


class Wrong(Exception):
    pass


def same(found, expected, what):
    if found != expected:
        raise Wrong(f"{what}: {found} is not {expected}")


def chained(read, before, is_register, root):
    """The claims of reading.md, in their order."""
    skeleton = read.skeleton
    facts.must(skeleton["seq"] == len(before), "wrong-seq")
    facts.must(skeleton["prev"] == (before[-1].hash if before else ""), "wrong-prev")
    facts.must(skeleton["ledger"] == (before[0].hash if before else ""), "wrong-ledger")
    facts.must(skeleton["root"] == ("" if is_register and not before else root), "wrong-root")
    facts.must((skeleton["type"] == "genesis") == (not before), "not-a-beginning")
    facts.must(skeleton["id"] not in [each.skeleton["id"] for each in before], "id-used")
    if before:
        facts.must(skeleton["at"] >= before[-1].skeleton["at"], "time-fell")
        facts.must(skeleton["rules"] >= before[-1].skeleton["rules"], "rules-fell")
    if is_register:
        named = {"seq": skeleton["seq"] - 1, "hash": skeleton["prev"]}
        facts.must(skeleton["register"] == named, "register-fell")
        facts.must(skeleton["tree"] == b64(tree_hash([raw(each.hash) for each in before])), "wrong-tree")


def register_of(forms, wires):
    """The register that these entries make, each verified under what those before it say."""
    before, state, site = [], None, None
    for wire in wires:
        read = facts.ReadEntry(forms, "register", wire)
        chained(read, before, True, before[0].hash if before else "")
        body = read.body
        if state is None:
            good_key(raw(body["service"]))
            site = {"rpId": body["rpId"], "origin": body["origin"]}
            joins = [facts.join(forms, each, site) for each in body["officers"]]
            known = {"joins": joins, "serviceKid": facts.thumbprint(body["service"])}
            own = next(each["join"] for each in joins if each["join"]["person"] == read.skeleton["by"])
            facts.signed_by(read.jws, own["signing"])
        else:
            author = state.people.get(read.skeleton["by"], {"kid": None})
            facts.must(author["kid"] == read.jws.kid, "unknown-signer")
            facts.signed_by(read.jws, author["signing"])
            known = {"act": facts.act(read, author, site)}
        state = register.after(forms, state, read.entry(), body, known)
        before.append(read)
    return before, state


def room_of(forms, wires, root, signing):
    """Bytes, chain and signatures of a room; its author is no clinician, so no rule book would have it."""
    before = []
    for wire in wires:
        read = facts.ReadEntry(forms, "room", wire)
        chained(read, before, False, root)
        facts.signed_by(read.jws, signing)
        facts.must(all(ref["hash"] in wire.get("blobs", {}) for ref in read.refs), "blob-withheld")
        before.append(read)
    return before


REFUSED = (facts.Refused, Unreadable, Malformed, Refused, ValueError, KeyError, StopIteration)


def changed(wires):
    """The same entries, with one character of the last one changed: of its JWS here and there, of its body, of its salt."""
    last = wires[-1]
    for key, step in (("jws", 31), ("body", 23), ("salt", 3)):
        for at in range(0, len(last[key]), step):
            letter = "B" if last[key][at] != "B" else "C"
            yield [*wires[:-1], {**last, key: last[key][:at] + letter + last[key][at + 1 :]}]


def other_spellings(jws):
    """The last character of a signature has four bits that nothing is said by: 15 spellings that are none."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    data = base64.urlsafe_b64decode(jws.rsplit(".", 1)[1] + "==")
    for letter in alphabet:
        spelled = jws[:-1] + letter
        if spelled != jws and base64.urlsafe_b64decode(spelled.rsplit(".", 1)[1] + "==") == data:
            yield spelled


def refuses(what, take):
    try:
        take()
    except REFUSED:
        return
    raise Wrong(f"{what} is taken")


def ledgers(forms, vectors):
    """How many entries were taken, and how many changed ones were not."""
    given = vectors["register"]
    entries, state = register_of(forms, given["entries"])
    same([each.hash for each in entries], given["hashes"], "hashes of the register")
    same(state.root, given["ledger"], "the root")
    same(b64(tree_hash([raw(each) for each in given["hashes"]])), given["tree"], "the tree")
    of_room, signing = vectors["room"], vectors["keys"][0]["public"]
    room = room_of(forms, of_room["entries"], state.root, signing)
    same([each.hash for each in room], of_room["hashes"], "hashes of the room")
    same([each.skeleton["bodyHash"] for each in room], of_room["bodyHashes"], "body hashes of the room")
    refused = 0
    for wires in changed(given["entries"]):
        refuses("a changed entry of the register", lambda: register_of(forms, wires))
        refused += 1
    for spelled in other_spellings(of_room["entries"][0]["jws"]):
        wire = {**of_room["entries"][0], "jws": spelled}
        refuses("another spelling of a signature", lambda: room_of(forms, [wire], state.root, signing))
        refused += 1
    return len(entries) + len(room), refused


def receipt(forms, text, public):
    read = Jws(text, "consilium-receipt")
    forms.documents["consilium-receipt"](read.payload)
    facts.signed_by(read, public)
    return read.payload


def documents(forms, vectors):
    public = vectors["keys"][0]["public"]
    said = facts.head(forms, vectors["head"], public)
    same(said["hash"], vectors["register"]["hashes"][said["seq"]], "the head")
    read = receipt(forms, vectors["receipt"], public)
    same(read["ledger"], vectors["room"]["ledger"], "the receipt")
    for each in vectors["spelledWrongly"]:
        refuses(f"a receipt with {each['what']}", lambda: receipt(forms, each["jws"], public))
    clearance = Jws(vectors["clearance"]["jws"], "consilium-clearance")
    forms.documents["consilium-clearance"](clearance.payload)
    facts.signed_by(clearance, public)
    same(b64(sha(lp("consilium/1 clearance", clearance.input))), vectors["clearance"]["hash"], "the clearance hash")
    for key in vectors["keys"]:
        same(facts.thumbprint(key["public"]), key["kid"], "a thumbprint")


def challenges(vectors):
    given = vectors["challenges"]
    root, rp_id, nonce = given["root"], given["rpId"], given["nonce"]
    for label in ("sign-in", "decision", "second-decision"):
        subject, expected = given[f"consilium/1 {label}"]
        same(facts.challenge(f"consilium/1 {label}", root, rp_id, nonce, raw(subject)), expected, label)
    person, expected = given["consilium/1 passkey-create"]
    same(facts.challenge("consilium/1 passkey-create", "", rp_id, nonce, raw(person)), expected, "passkey-create")
    type_, over, expected = given["consilium/1 act"]
    same(facts.challenge("consilium/1 act", root, rp_id, nonce, type_, raw(over)), expected, "act")
    by, id_, type_, salt, body, expected = given["consilium/1 act hash"]
    same(b64(facts.act_hash(root, root, type_, id_, by, salt, body)), expected, "act hash")
    words, expected = given["consilium/1 recovery act"]
    same(b64(lp("consilium/1 recovery act", raw(root), raw(words))), expected, "recovery act")
    session, expected = given["consilium/1 recovery-sign-in"]
    message = lp("consilium/1 recovery-sign-in", raw(root), rp_id, raw(nonce), raw(session))
    same(b64(message), expected, "recovery sign-in")
    anchor = vectors["anchor"]
    message = facts.anchor_message(root, *(anchor[key] for key in ("organisation", "person", "kid", "asOf")))
    same(b64(message), anchor["message"], "what an anchor signs")
    same(is_signed(raw(anchor["anchor"]), message, raw(anchor["signature"])), True, "an anchor's signature")


def edges(cases):
    """Signatures and keys at the edges, on which engines differ."""
    for each in cases["vectors"]:
        public, message, signature = (bytes.fromhex(each[key]) for key in ("publicKey", "message", "signature"))
        if each["key"] == "small":
            refuses("a key of small order", lambda: is_signed(public, message, signature))
        else:
            same(is_signed(public, message, signature), each["holds"], "a signature at the edge")
        if each["key"] == "prime":
            good_key(public)
        else:
            refuses("a key that is not of prime order", lambda: good_key(public))


def ed25519(published):
    """The published vectors, and what has to be refused beside them."""
    order = 2**252 + 27742317777372353535851937790883648493
    for each in published["vectors"]:
        public, message, signature = (bytes.fromhex(each[key]) for key in ("publicKey", "message", "signature"))
        same(is_signed(public, message, signature), True, "a published signature")
        more = (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")
        same(is_signed(public, message, signature[:32] + more), False, "a signature whose S is not less than L")
    for number in (0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18):
        for sign in (0, 1 << 255):
            key = (number | sign).to_bytes(32, "little")
            refuses("a key of small order", lambda: is_signed(key, b"", bytes(64)))


ODD = {
    '{"a":"\\u0007\\b\\t\\n\\f\\r\\"\\\\/<\x7f\u2028é"}': True,
    '{"a":1,"b":[true,null,-5]}': True,
    '{"a": 1}': False,
    '{"a":1,"a":1}': False,
    '{"a":1.0}': False,
    '{"a":1e2}': False,
    '{"a":-0}': False,
    '{"a":9007199254740992}': False,
    '{"a":"\\/"}': False,
    '{"a":"\\u00e9"}': False,
    '{"a":"\\u001F"}': False,
    '{"a":"\\ud800"}': False,
    '\ufeff{"a":1}': False,
}


def json_texts():
    for text, stands in ODD.items():
        try:
            read_json(text.encode())
            found = True
        except Unreadable:
            found = False
        same(found, stands, f"JSON {text!r}")
    same(written({"\u001f": ""}), '{"\\u001f":""}', "an escape")
