"""Which rows the model has: whole words, then pieces for every word that has no row.

A piece is a run of letters at the beginning of a word, or (with "##") anywhere after it. Single
letters and digits of the Latin, Greek and Cyrillic alphabets are always pieces, so nothing
alphabetic of those scripts is unknown. Bojanowski et al. (2017), "Enriching Word Vectors with
Subword Information", is the reason to believe that pieces carry meaning.
"""

import math
import unicodedata
from collections import Counter

from wordpiece import CONTINUATION, WordPiece, words_of

PADDING = "[PAD]"
UNKNOWN = "[UNK]"
SPECIAL = [PADDING, UNKNOWN]
"""Rows 0 and 1, both zero vectors. Text can never produce them: they are not added tokens."""

LONGEST_PIECE = 6
"""Characters, "##" not counted."""
LEAST_SHORT = 40
"""Occurrences for a whole word of two or three characters."""
LEAST_WITH_DIGIT = 20
"""Occurrences for a whole word with a digit in it."""
_ALPHABETS = [(0x30, 0x39), (0x61, 0x7A), (0xDF, 0x24F), (0x3B1, 0x3C9), (0x430, 0x45F),
              (0x48A, 0x52F)]
_MARKS = [(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E), (0xA1, 0xBF), (0x2010, 0x2027),
          (0x2030, 0x205E), (0x20A0, 0x20BF)]


def single_characters() -> tuple[list[str], list[str]]:
    """Letters and digits that survive the normaliser, and the marks that stand alone."""
    letters = {chr(c) for first, last in _ALPHABETS for c in range(first, last + 1)}
    kept = sorted(c for c in letters if words_of(c) == [c] and unicodedata.category(c) != "Cn")
    marks = {chr(c) for first, last in _MARKS for c in range(first, last + 1)}
    marks = {c for c in marks if words_of(c) == [c] and unicodedata.category(c) != "Cn"}
    return kept, sorted(marks - set(kept))


def choose_words(counts: Counter, worth: dict[str, float], many: int) -> list[str]:
    """The alphanumeric words most worth a row: by the binary logarithm of one more than their
    count, plus what `worth` adds for words of the lexicon; ties in alphabetical order.

    A word of two or three characters, or one with a digit, has to occur more often: as the longest
    known beginning of an unknown word it would lend that word a meaning it does not have.
    """
    fit = [w for w in counts if len(w) > 1 and w.isalnum() and counts[w] >= _least(w)]
    lacking = [w for w in worth if w not in counts]
    score = {w: math.log2(1 + counts[w]) + worth.get(w, 0.0) for w in [*fit, *lacking]}
    return [word for word, _ in _ranked(score)][:many]


def _least(word: str) -> int:
    if any(c.isdigit() for c in word):
        return LEAST_WITH_DIGIT
    return LEAST_SHORT if len(word) <= 3 else 1


def choose_pieces(counts: Counter, fixed: list[str], words: list[str], many: int) -> list[str]:
    """The pieces that greedy segmentation uses most, found by pruning a large set three times.

    It starts from the runs that would spell most of the distinct words (a run's score is the
    logarithm of how often each word with it occurs, times its length less one) and keeps the ones
    in use when each word in turn is segmented as if it had no row of its own.
    """
    weights = {w: math.log2(1 + n) for w, n in counts.items() if w.isalpha() and len(w) > 2}
    taken = set(fixed) | set(words)
    pieces = [p for p, _ in _ranked(_runs(weights)) if p not in taken][: 4 * many]
    for size in (3 * many, 2 * many, many):
        ids = {token: row for row, token in enumerate([*fixed, *words, *pieces])}
        tokenizer = WordPiece(ids, ids[UNKNOWN])
        used: Counter = Counter()
        for word, weight in weights.items():
            for piece in tokenizer.segment(word, whole=False):
                used[piece] += weight
        saved = {p: used[ids[p]] * (len(p.removeprefix(CONTINUATION)) - 0.5) for p in pieces}
        pieces = [piece for piece, _ in _ranked(saved)][:size]
    return pieces


def _runs(weights: dict[str, float]) -> Counter:
    score: Counter = Counter()
    for word, weight in weights.items():
        for start in range(len(word)):
            for end in range(start + 2, min(len(word), start + LONGEST_PIECE) + 1):
                if start or end < len(word):
                    run = (CONTINUATION if start else "") + word[start:end]
                    score[run] += weight * (end - start - 1)
    return score


def _ranked(score: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(score.items(), key=lambda item: (-item[1], item[0]))


def build_vocabulary(counts: Counter, words: list[str], rows: int) -> list[str]:
    """`rows` distinct tokens: special ones, marks, letters, the whole words, chosen pieces."""
    letters, marks = single_characters()
    fixed = [*SPECIAL, *marks, *letters, *(CONTINUATION + c for c in letters)]
    pieces = choose_pieces(counts, fixed, words, rows - len(fixed) - len(words))
    return [*fixed, *words, *pieces]
