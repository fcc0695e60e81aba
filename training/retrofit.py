"""Draws the vectors of words that mean alike together, after they were made from a corpus.

Faruqui et al. (2015), "Retrofitting Word Vectors to Semantic Lexicons".
"""

import numpy as np
from scipy import sparse

from vectors import unit

ROUNDS = 10
CERTAIN = 10
"""Occurrences at which a counted vector weighs half as much as one that was counted endlessly."""
FULL = 0.5
"""Sum of a word's relations from which they have their full say."""


def retrofit(
    vectors: np.ndarray, counts: np.ndarray, relations: sparse.csr_matrix, pull: float
) -> np.ndarray:
    """Unit vectors near both the given ones and their neighbours', float32 [words, width].

    `vectors` are unit vectors, or zero for words that the corpus does not hold, which end where
    their neighbours are; `counts` say how often each word occurs; `pull` is the weight of the
    neighbours' mean against 1 for a frequent word's own vector. The mean of all, which the pull
    leaves in every vector, is taken out. A zero vector without neighbours stays zero.
    """
    total = np.asarray(relations.sum(axis=1)).ravel()
    means = sparse.diags(1 / np.maximum(total, 1e-9)) @ relations
    own = (counts / (counts + CERTAIN))[:, None]
    drawn = pull * np.minimum(1, total / FULL)[:, None]
    moved = vectors
    for _ in range(ROUNDS):
        moved = unit(own * vectors + drawn * (means @ moved))
    common = moved[counts >= CERTAIN].mean(axis=0)
    reached = moved.any(axis=1, keepdims=True)
    return np.where(reached, unit(moved - common), 0).astype(np.float32)
