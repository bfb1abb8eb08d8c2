"""A second reader of the protocol, written from docs/protocol.md and docs/protocol/ and from nothing else.

It shares no code with the libraries it is compared with, and needs only Python 3. Prints one line for each vector that
comes out otherwise, then how many it tried; ends with 1 if there was one. `python3 main.py`, or `python3 main.py FOLDER`
for other golden ledgers than the published ones, and for questions about them in `asked.json`.
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
PROJECT = HERE.parents[3]

import signed  # noqa: E402
from golden import Golden  # noqa: E402
from shapes import Forms  # noqa: E402


def names(folder):
    return sorted(each.stem for each in folder.glob("*.json"))


def of_bytes(forms, wrong):
    """What is signed, by how many of each there were."""
    folder = PROJECT / "libs/ledger/vectors"
    names_of = ("consilium-1.json", "rfc8032.json", "eddsa-cases.json")
    vectors, published, cases = (json.loads((folder / name).read_text("utf-8")) for name in names_of)
    taken = refused = 0
    try:
        taken, refused = signed.ledgers(forms, vectors)
        signed.documents(forms, vectors)
        signed.challenges(vectors)
        signed.ed25519(published)
        signed.edges(cases)
        signed.json_texts()
    except (signed.Wrong, *signed.REFUSED) as error:
        wrong.append(f"signed: {type(error).__name__} {error}")
    return {"signed entries": taken, "changed ones not taken": refused}


def main():
    forms = Forms((PROJECT / "docs/protocol/shapes.md").read_text("utf-8"))
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "libs/domain/vectors/rules-1"
    golden = Golden(forms, lambda name: json.loads((folder / name).read_text("utf-8")))
    wrong = []
    counts = of_bytes(forms, wrong) if len(sys.argv) == 1 else {}
    for kind, judge in (("accepted", golden.accepted), ("refused", golden.refused)):
        all_names = names(folder / kind)
        counts[kind] = len(all_names)
        problems = ((f"{kind}/{name}", judge(name)) for name in all_names)
        wrong.extend(f"{name}: {problem}" for name, problem in problems if problem is not None)
    if (folder / "asked.json").exists():
        questions = golden.read("asked.json")
        counts["asked"] = len(questions)
        problems = ((question, golden.asked(question)) for question in questions)
        wrong.extend(f'{each["what"]}: {problem}' for each, problem in problems if problem is not None)
    for each in wrong:
        print(each)
    print(", ".join(f"{count} {kind}" for kind, count in counts.items()) + f"; {len(wrong)} otherwise")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
