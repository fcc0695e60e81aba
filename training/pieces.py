"""Vectors for pieces, so that the pieces of a word without a row add up to a useful vector.

Ridge regression on words that do have a vector, spelled as if they had no row, and on misspelt
copies of them. The idea that a word's vector is the sum over its character runs is that of
Bojanowski et al. (2017); here the runs are the WordPiece segmentation, and they are fitted to
vectors that exist already instead of being trained with them.
"""

import numpy as np
from scipy import linalg, sparse

from wordpiece import WordPiece

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def misspell(word: str, random: np.random.Generator) -> str:
    """One typing error inside the word: a letter left out, doubled, replaced, or two swapped."""
    at = int(random.integers(1, len(word) - 1))
    kind = int(random.integers(4))
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + ALPHABET[int(random.integers(26))] + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def spellings(
    words: list[str], tokenizer: WordPiece, copies: int, seed: int
) -> tuple[list[tuple[int, ...]], np.ndarray]:
    """Segmentations that have at least two pieces, and for each the index of its word."""
    random = np.random.default_rng(seed)
    segments, owners = [], []
    for index, word in enumerate(words):
        variants = [word]
        if len(word) > 4 and word.isalpha():
            variants += [misspell(word, random) for _ in range(copies)]
        for variant in variants:
            segment = tokenizer.segment(variant, whole=False)
            if len(segment) > 1 or (segment and variant != word):
                segments.append(segment)
                owners.append(index)
    return segments, np.array(owners)


def fit_pieces(
    segments: list[tuple[int, ...]],
    targets: np.ndarray,
    importance: np.ndarray,
    known: np.ndarray,
    free: np.ndarray,
    penalty: float,
) -> np.ndarray:
    """Rows for the tokens `free` (their numbers), float32 [len(free), width].

    Minimises sum_i importance_i |sum of the rows of segments_i - targets_i|^2 + penalty |rows|^2,
    where the rows of whole words that begin a segment stay as they are in `known`
    [tokens, width].
    """
    column = np.full(len(known), -1)
    column[free] = np.arange(len(free))
    rows = np.repeat(np.arange(len(segments)), [len(s) for s in segments])
    tokens = np.concatenate([np.array(s) for s in segments])
    loose = column[tokens] >= 0
    design = sparse.csr_matrix(
        (np.ones(loose.sum(), np.float32), (rows[loose], column[tokens[loose]])),
        (len(segments), len(free)),
    )
    fixed = sparse.csr_matrix(
        (np.ones((~loose).sum(), np.float32), (rows[~loose], tokens[~loose])),
        (len(segments), len(known)),
    )
    weighted = design.T.multiply(importance).tocsr()
    normal = (weighted @ design).toarray()
    normal[np.diag_indices_from(normal)] += penalty
    return linalg.solve(normal, weighted @ (targets - fixed @ known), assume_a="pos").astype(
        np.float32
    )
