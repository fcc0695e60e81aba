"""Prints a Markdown table of nearest neighbours, for the model card.

    python3 training/nearest_words.py --model embeddings/model --seeds seeds

The words are chosen by a rule: of the words of the seeds with four letters or more, most frequent
first and then in alphabetical order, every n-th so that 24 come out; then, by the same rule, 6 of
those that have no row of their own. Neighbours are whole words only, by cosine. A last line says
how often a misspelt word is nearest to the right one, and how near some spelling variants are.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from evaluate_model import load
from make_model import WHOLE_WORDS
from pieces import misspell
from vectors import unit
from vocabulary import SPECIAL
from wordpiece import CONTINUATION, WordPiece, words_of

SHOWN = 6
KNOWN_WORDS, UNKNOWN_WORDS = 24, 6
LETTERS = 4
MISSPELT = 1_500
VARIANTS = (
    "zelenskiy/zelenskyy zelensky/zelenskyy dmitriyev/dmitriev grinkevich/grynkewich "
    "negociations/negotiations orignal/original acording/according annexing/annexation "
    "ukranian/ukrainian yermack/yermak witkof/witkoff sovreignty/sovereignty"
).split()


def every_nth(words: list[str], many: int) -> list[str]:
    """`many` of the words at equal steps, the first one included; all when there are fewer."""
    step = max(1, len(words) // many)
    return words[::step][:many]


def report_misspellings(tokenizer: WordPiece, table: np.ndarray, whole: np.ndarray) -> None:
    """One random typing error in each of MISSPELT frequent words of six letters or more."""
    names, random = list(tokenizer.ids), np.random.default_rng(123)
    rows = [r for r in whole[:12_000] if len(names[r]) > 5 and names[r].isalpha()][::5][:MISSPELT]
    wrong = [tokenizer.segment(misspell(names[r], random)) for r in rows]
    units = unit(table)
    vectors = unit(np.vstack([table[list(pieces)].sum(axis=0) for pieces in wrong]))
    right = (vectors * units[rows]).sum(axis=1, keepdims=True)
    nearer = (vectors @ units[whole].T > right + 1e-6).sum(axis=1)
    print(f"\n{len(rows)} misspelt words: right one nearest {100 * (nearer < 1).mean():.0f} %, "
          f"among the nearest ten {100 * (nearer < 10).mean():.0f} %")
    for pair in VARIANTS:
        a, b = (unit(table[list(tokenizer.segment(w))].sum(axis=0)) for w in pair.split("/"))
        print(f"{pair} {a @ b:.2f}", end="; ")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--model", type=Path, default=Path("embeddings/model"))
    parser.add_argument("--seeds", type=Path, required=True, help="folder of .txt files")
    options = parser.parse_args()
    tokenizer, table = load(options.model)
    names = list(tokenizer.ids)
    files = sorted(options.seeds.glob("*.txt"))
    counts = Counter(w for file in files for w in words_of(file.read_text("utf-8")))
    words = sorted((w for w in counts if len(w) >= LETTERS and w.isalpha()),
                   key=lambda w: (-counts[w], w))
    known = [w for w in words if w in tokenizer.ids]
    unknown = [w for w in words if w not in tokenizer.ids]
    units = unit(table)
    first = next(row for row, name in enumerate(names)
                 if len(name) > 1 and name not in SPECIAL and not name.startswith(CONTINUATION))
    # Whole words stand together, before the chosen pieces.
    whole = np.arange(first, first + WHOLE_WORDS)
    print(f"{len(words)} words, {len(unknown)} of them without a row of their own\n")
    print("| word | in the seeds | pieces | length | nearest |\n|---|---|---|---|---|")
    for word in every_nth(known, KNOWN_WORDS) + every_nth(unknown, UNKNOWN_WORDS):
        pieces = list(tokenizer.segment(word))
        vector = table[pieces].sum(axis=0)
        cosines = units[whole] @ unit(vector)
        order = [i for i in np.argsort(-cosines, kind="stable") if names[whole[i]] != word][:SHOWN]
        near = ", ".join(f"{names[whole[i]]} {cosines[i]:.2f}" for i in order)
        spelled = " ".join(names[p] for p in pieces) if len(pieces) > 1 else ""
        print(f"| {word} | {counts[word]} | {spelled} | {np.linalg.norm(vector):.2f} | {near} |")
    report_misspellings(tokenizer, table, whole)


if __name__ == "__main__":
    main()
