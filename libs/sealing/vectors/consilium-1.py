"""Writes consilium-1.json: one worked example of every construction of protocol consilium/1.

A second implementation on purpose: Python with the `cryptography` package (48), sharing no code with the library the
vectors test. Everything random is derived from a name, except the grants' encapsulations, which the package draws: it takes
none, so that the randomness a grant has to be made with stands beside a grant made with another, which opens all the same.
Run it in this folder when the protocol gains a construction; the vectors of an existing one never change.
"""

import base64
import hashlib
import json
import math
import struct

from cryptography.hazmat.primitives import hashes, hpke, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sha(data):
    return hashlib.sha256(data).digest()


def made(name, length=32):
    return hashlib.shake_256(name.encode()).digest(length)


def lp(*parts):
    out = b""
    for part in parts:
        if isinstance(part, str):
            part = part.encode()
        if isinstance(part, int):
            part = struct.pack(">I", part)
        out += struct.pack(">I", len(part)) + part
    return out


def hkdf(key, info, salt=None, length=32):
    if isinstance(info, str):
        info = info.encode()
    return HKDF(hashes.SHA256(), length, salt, info).derive(key)


def gcm(key, nonce, text, aad):
    return nonce + AESGCM(key).encrypt(nonce, text, aad)


def frame(text, size):
    return (struct.pack(">I", len(text)) + text).ljust(size, b"\0")


def padme(length):
    if length < 2:
        return length
    exponent = int(math.floor(math.log2(length)))
    low = exponent - (int(math.floor(math.log2(exponent))) + 1)
    mask = (1 << low) - 1 if low > 0 else 0
    return (length + mask) & ~mask


def sealing_pair(seed):
    expanded = hashlib.shake_256(seed).digest(96)
    inner = mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    curve = x25519.X25519PrivateKey.from_private_bytes(expanded[64:])
    public = inner.public_key().public_bytes_raw() + curve.public_key().public_bytes(*RAW)
    return hpke.MLKEM768X25519PrivateKey(inner, curve), public


def verifying(seed):
    return ed25519.Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(*RAW)


root, ledger, thread = made("root"), made("ledger"), made("thread", 16)
person, granter, entry, clearance = (made(n, 16) for n in ("person", "granter", "entry", "clearance"))
k1, k2, k3 = (made(f"thread key {n}") for n in (1, 2, 3))
account = made("account key")


def ctx(generation):
    return lp(ledger, thread, generation)


def commitment(key, generation):
    return hkdf(key, lp("consilium/1 thread commit", ctx(generation)))


def thread_vectors():
    kc1, kc2, kc3 = commitment(k1, 1), commitment(k2, 2), commitment(k3, 3)

    def back(key, generation):
        under = hkdf(key, lp("consilium/1 back", ctx(generation)))
        return gcm(under, made("back nonce", 12), k1, lp("consilium/1 back", ctx(generation), 1, kc1))

    info = lp("consilium/1 link", ctx(3), kc3, 2, kc2)
    link = gcm(hkdf(k3, info), made("link nonce", 12), k2, info)
    return {
        "ledger": b64(ledger),
        "thread": b64(thread),
        "generations": [
            {"generation": 1, "key": b64(k1), "commitment": b64(kc1), "back": ""},
            {"generation": 2, "key": b64(k2), "commitment": b64(kc2), "back": b64(back(k2, 2))},
            {"generation": 3, "key": b64(k3), "commitment": b64(kc3), "back": b64(back(k3, 3)), "link": b64(link)},
        ],
    }


def inside():
    """The key of another thread, generation 2, under generation 3 of the thread above, which is the case's."""
    other, key = made("another thread", 16), made("another thread's key")
    kc, kc3 = hkdf(key, lp("consilium/1 thread commit", lp(ledger, other, 2))), commitment(k3, 3)
    under = hkdf(k3, lp("consilium/1 inside", ledger, thread, 3, other, 2))
    aad = lp("consilium/1 inside", ledger, thread, 3, kc3, other, 2, kc, granter)
    return {
        "place": {
            "ledger": b64(ledger),
            "thread": b64(other),
            "generation": 2,
            "commitment": b64(kc),
            "case": {"thread": b64(thread), "generation": 3, "commitment": b64(kc3)},
            "by": b64(granter),
        },
        "caseKey": b64(k3),
        "key": b64(key),
        "sealed": b64(gcm(under, made("inside nonce", 12), key, aad)),
    }


def grant(clearance_id):
    seed = made("sealing seed")
    private, public = sealing_pair(seed)
    kc = commitment(k1, 1)
    info = lp("consilium/1 grant", root, ledger, thread, 1, kc, granter, person, sha(public), clearance_id)
    suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    return {
        "place": {
            "root": b64(root),
            "ledger": b64(ledger),
            "thread": b64(thread),
            "generation": 1,
            "commitment": b64(kc),
            "granter": b64(granter),
            "recipient": b64(person),
            "recipientPublicKey": b64(public),
            "clearance": b64(clearance_id),
        },
        "sealingSeed": b64(seed),
        "info": b64(info),
        "key": b64(k1),
        "randomness": b64(hkdf(k1, lp("consilium/1 encaps", person, public), length=64)),
        "blob": b64(suite.encrypt(k1, private.public_key(), info)),
    }


def content(text, size, nonce):
    key = hkdf(k2, lp("consilium/1 content", ctx(2)), salt=entry)
    aad = lp("consilium/1 content", ctx(2), entry, person, "message", "text")
    return {
        "place": {
            "ctx": {"ledger": b64(ledger), "thread": b64(thread), "generation": 2},
            "entry": b64(entry),
            "author": b64(person),
            "type": "message",
            "field": "text",
        },
        "key": b64(k2),
        "text": text,
        "blob": b64(gcm(key, made(nonce, 12), frame(text.encode(), size), aad)),
    }


def keyring(recovery_sign_in, former):
    """Version 3, whose keys come from those of the versions in `former`."""
    fields = {
        "v": 2,
        "version": 3,
        "person": b64(person),
        "root": b64(root),
        "signing": b64(made("signing seed")),
        "sealing": b64(made("sealing seed")),
        "invitation": b64(made("invitation seed")),
        "recoverySignIn": recovery_sign_in,
        "former": [
            {"version": v, "account": b64(made(f"account key {v}")), "sealing": b64(made(f"sealing seed {v}"))}
            for v in former
        ],
    }
    label = lp("consilium/1 keyring", person, 3)
    text = json.dumps(fields, separators=(",", ":")).encode()
    blob = gcm(hkdf(account, label), made("keyring nonce", 12), frame(text, 4096), label)
    return {"accountKey": b64(account), "fields": fields, "blob": b64(blob)}


def vault():
    label = lp("consilium/1 vault", "heads", person, 3)
    text = made("heads", 300)
    blob = gcm(hkdf(account, label), made("vault nonce", 12), frame(text, padme(304)), label)
    return {"accountKey": b64(account), "label": "heads", "person": b64(person), "version": 3, "bytes": b64(text), "blob": b64(blob)}


def wraps():
    credential, prf, entropy = made("credential", 20), made("prf output"), made("recovery entropy")
    phrase, salt = "Ångström and a café, 3 lamps", made("argon salt", 16)
    parameters = struct.pack(">III", 19456, 2, 1) + salt
    stretched = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=19456).derive(phrase.encode())

    def aad(label, credential_id, kdf):
        return lp(label, person, credential_id, 3, kdf)

    return {
        "accountKey": b64(account),
        "person": b64(person),
        "version": 3,
        "credential": b64(credential),
        "prf": {
            "input": b64(made("prf input")),
            "output": b64(prf),
            "blob": b64(gcm(hkdf(prf, "consilium/1 prf wrap"), made("prf nonce", 12), account,
                            aad("consilium/1 prf wrap", credential, lp("HKDF-SHA256", made("prf input"))))),
        },
        "recovery": {
            "entropy": b64(entropy),
            "wrapKey": b64(hkdf(entropy, "consilium/1 recovery wrap")),
            "signInPublic": b64(verifying(hkdf(entropy, "consilium/1 recovery sign-in"))),
            "blob": b64(gcm(hkdf(entropy, "consilium/1 recovery wrap"), made("recovery nonce", 12), account,
                            aad("consilium/1 recovery wrap", b"", "HKDF-SHA256"))),
        },
        "passphrase": {
            "typed": phrase,
            "blob": b64(parameters + gcm(stretched, made("passphrase nonce", 12), account,
                                         aad("consilium/1 passphrase wrap", credential, lp("argon2id", parameters)))),
        },
    }


def challenges():
    nonce, rp = made("server nonce"), "consilium.example"
    session, seen = made("session"), made("clearance hash")
    rows = [
        ("consilium/1 passkey-create", root, [b64(person)], [person]),
        ("consilium/1 passkey-create", b"", [b64(person)], [person]),
        ("consilium/1 sign-in", root, [b64(session)], [session]),
        ("consilium/1 act", root, ["passkeys", b64(seen)], ["passkeys", seen]),
        ("consilium/1 decision", root, [b64(seen)], [seen]),
        ("consilium/1 second-decision", root, [b64(seen)], [seen]),
    ]
    sign_in = ed25519.Ed25519PrivateKey.from_private_bytes(hkdf(made("recovery entropy"), "consilium/1 recovery sign-in"))
    message = lp("consilium/1 recovery-sign-in", root, rp, nonce, session)
    return {
        "rpId": rp,
        "nonce": b64(nonce),
        "challenges": [
            {"label": label, "root": b64(at), "more": shown, "challenge": b64(sha(lp(label, at, rp, nonce, *raw)))}
            for label, at, shown, raw in rows
        ],
        "recoverySignIn": {
            "root": b64(root),
            "preSession": b64(session),
            "message": b64(message),
            "signature": b64(sign_in.sign(message)),
        },
    }


def sealed_object(key, salt, plain):
    content_key = hkdf(key, "Content-Encoding: aes128gcm\0", salt, 16)
    base = int.from_bytes(hkdf(key, "Content-Encoding: nonce\0", salt, 12), "big")
    room, whole = 262144 - 17, padme(len(plain))
    count = max(1, -(-whole // room))
    out = salt + struct.pack(">IB", 262144, 0)
    for i in range(count):
        covered = min(room, whole - room * i)
        data = plain[room * i : room * i + covered]
        inner = (data + (b"\2" if i == count - 1 else b"\1")).ljust(covered + 1, b"\0")
        out += AESGCM(content_key).encrypt((base ^ i).to_bytes(12, "big"), inner, None)
    return out


def objects():
    key, salt, object_id = made("object key"), made("object salt", 16), made("object id", 16)
    rows = []
    for length in (0, 1, 1000, 262127, 262128, 300000, 600001, 9000000):
        plain = (bytes(range(251)) * (length // 251 + 1))[:length]
        whole = sealed_object(key, salt, plain)
        ends = [21 + 262144 * 32 * (i + 1) for i in range(len(whole) // (262144 * 32) + 1)]
        cuts = [0] + [e for e in ends if e < len(whole)] + [len(whole)]
        parts = [b64(sha(whole[a:b])) for a, b in zip(cuts, cuts[1:])]
        rows.append({"plainLength": length, "sealedLength": len(whole), "parts": parts})
    return {
        "key": b64(key),
        "objectId": b64(object_id),
        "commitment": b64(hkdf(key, lp("consilium/1 object commit", object_id))),
        "salt": b64(salt),
        "plaintext": "byte i is i mod 251",
        "header": b64(salt + struct.pack(">IB", 262144, 0)),
        "sealed": rows,
    }


def invitation():
    seed, at, join = made("invitation seed"), made("invitation", 16), made("join hash")
    secret = hkdf(seed, lp("consilium/1 invitation secret", at))
    return {
        "seed": b64(seed),
        "invitation": b64(at),
        "secret": b64(secret),
        "root": b64(root),
        "joinHash": b64(join),
        "proof": b64(hkdf(secret, lp("consilium/1 invitation", root, join))),
    }


lengths = [0, 1, 2, 9, 100, 255, 256, 257, 1000, 65537, 262127, 5000000, 52428800, 209715200]
text = "Zweite Meinung: a 4 mm pigmented lesion, left heel · 右足"
salt = made("brief salt")
vectors = {
    "protocol": "consilium/1",
    "origin": "Written by consilium-1.py in this folder (Python 3, cryptography 48), which shares no code with the library. Bytes are base64url without padding.",
    "lp": {"parts": ["consilium/1 x", 7, "", "é"], "bytes": b64(lp("consilium/1 x", 7, "", "é"))},
    "thread": thread_vectors(),
    "inside": inside(),
    "grants": [grant(b""), grant(clearance)],
    "contents": [content(text, 256, "nonce a"), content("", 256, "nonce b"), content("x" * 1021, 4096, "nonce c")],
    "keyrings": [keyring(b64(verifying(made("sign-in seed"))), []), keyring("", [1, 2])],
    "vault": vault(),
    "wraps": wraps(),
    "invitation": invitation(),
    "brief": {"salt": b64(salt), "text": text, "commitment": b64(sha(salt + text.encode()))},
    "challenges": challenges(),
    "padme": [{"length": n, "padded": padme(n)} for n in lengths],
    "object": objects(),
}
with open("consilium-1.json", "w", encoding="utf-8") as file:
    json.dump(vectors, file, indent=2, ensure_ascii=False)
    file.write("\n")
