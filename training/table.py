"""Puts the table together: rows of whole words first, then rows of pieces fitted to them."""

from collections import Counter

import numpy as np

from pieces import fit_pieces, spellings
from vectors import random_directions, unit
from vocabulary import SPECIAL, UNKNOWN
from wordpiece import CONTINUATION, WordPiece

SHORT, UNSURE = 4, 300
"""A whole word of at most SHORT characters that occurs less than UNSURE times often begins
unknown words; its row is fitted together with the pieces, its own vector being one target."""
OWN_VECTOR_WEIGHT = 2
LEAST_COUNT = 5


def word_rows(tokens: list[str], vectors: dict[str, np.ndarray]) -> np.ndarray:
    """Rows of the tokens in `vectors` (word to weighted vector), float32; zero for the others."""
    table = np.zeros((len(tokens), len(next(iter(vectors.values())))), np.float32)
    for row, token in enumerate(tokens):
        if token in vectors:
            table[row] = vectors[token]
    return table


def with_pieces(
    table: np.ndarray, tokens: list[str], whole: list[str], counts: Counter, *,
    penalty: float, misspellings: int, gain: float, own: float, seed: int,
) -> np.ndarray:
    """`table` with fitted rows for pieces; rows of whole words stay but for short unsure ones.

    Targets are unit vectors: a word without a row is rare, so it should weigh as a rare word does.
    What ridge regression shrinks, `gain` restores in part, and `own` is the length of a random
    direction added to each piece so that equal spellings match whatever they mean.
    """
    ids = {token: row for row, token in enumerate(tokens)}
    tokenizer = WordPiece(ids, SPECIAL.index(UNKNOWN))
    unsure = [w for w in whole if len(w) <= SHORT and counts[w] < UNSURE]
    settled = sorted({ids[w] for w in whole} - {ids[w] for w in unsure})
    known = np.zeros_like(table)
    known[settled] = table[settled]
    spoken = [ids[t] for t in tokens[len(SPECIAL):] if t.startswith(CONTINUATION) or t.isalnum()]
    free = np.array(sorted(set(spoken) - set(settled)))

    teachers = [w for w in whole if len(w) > 2 and counts[w] >= LEAST_COUNT]
    segments, owners = spellings(teachers, tokenizer, misspellings, seed)
    teacher_rows = table[[ids[w] for w in teachers]]
    importance = np.log2([counts[w] for w in teachers])[owners]
    unsure_rows = [ids[w] for w in unsure]
    fitted = fit_pieces(
        segments + [(row,) for row in unsure_rows],
        np.vstack([unit(teacher_rows)[owners], table[unsure_rows]]),
        np.concatenate([importance, [OWN_VECTOR_WEIGHT * counts[w] for w in unsure]]),
        known,
        free,
        penalty,
    )
    pieces = ~np.isin(free, unsure_rows)
    directions = random_directions(*table.shape, seed + 1)
    fitted[pieces] = gain * fitted[pieces] + own * directions[free[pieces]]
    result = table.copy()
    result[free] = fitted
    return result
