"""Word vectors by counting: windowed co-occurrence, positive pointwise mutual information, and a
truncated singular value decomposition.

Levy, Goldberg & Dagan (2015), "Improving Distributional Similarity with Lessons Learned from Word
Embeddings", for the smoothing, the shift and the exponent of the singular values; Halko,
Martinsson & Tropp (2011) for the randomised decomposition; Mu & Viswanath (2018),
"All-but-the-Top", for the removal of common directions; Arora, Liang & Ma (2017), "A Simple but
Tough-to-Beat Baseline for Sentence Embeddings", for the rarity weight.
"""

import numpy as np
from scipy import sparse

BREAK = -1
"""Stands in a stream between paragraphs, and for a word without a row of its own."""


def count_neighbours(stream: np.ndarray, rows: int, window: int) -> sparse.csr_matrix:
    """How often two words stand within `window` of each other, the nearer the heavier.

    `stream` is int32 [tokens] with `window` BREAKs between paragraphs. A pair at distance d counts
    (window - d + 1) / window. Symmetric, float32 [rows, rows].
    """
    total = sparse.csr_matrix((rows, rows), dtype=np.float32)
    for distance in range(1, window + 1):
        left, right = stream[:-distance], stream[distance:]
        both = (left != BREAK) & (right != BREAK)
        weight = np.full(int(both.sum()), (window - distance + 1) / window, dtype=np.float32)
        total = total + sparse.coo_matrix((weight, (left[both], right[both])), (rows, rows)).tocsr()
    return (total + total.T).tocsr()


def positive_pmi(counts: sparse.csr_matrix, smoothing: float, shift: float) -> sparse.csr_matrix:
    """max(0, log(p(w, c) / (p(w) p'(c))) - shift), p' being p to the power `smoothing`."""
    by_word = np.asarray(counts.sum(axis=1)).ravel()
    context = by_word**smoothing
    context /= context.sum()
    pmi = counts.tocoo()
    values = np.log(pmi.data / np.maximum(by_word[pmi.row] * context[pmi.col], 1e-12)) - shift
    kept = values > 0
    return sparse.csr_matrix(
        (values[kept].astype(np.float32), (pmi.row[kept], pmi.col[kept])), counts.shape
    )


def truncated_svd(
    matrix: sparse.csr_matrix, width: int, rounds: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Left singular vectors [rows, width] and singular values [width], largest first."""
    random = np.random.default_rng(seed)
    transposed = matrix.T.tocsr()
    basis = random.standard_normal((matrix.shape[1], width + 32), dtype=np.float32)
    basis, _ = np.linalg.qr(matrix @ basis)
    for _ in range(rounds):
        basis, _ = np.linalg.qr(transposed @ basis)
        basis, _ = np.linalg.qr(matrix @ basis)
    small = (transposed @ basis).T
    left, values, _ = np.linalg.svd(small, full_matrices=False)
    return (basis @ left)[:, :width].astype(np.float32), values[:width].astype(np.float32)


def without_common_directions(vectors: np.ndarray, counts: np.ndarray, many: int) -> np.ndarray:
    """Subtracts the mean and the `many` strongest directions of the words that occur often."""
    frequent = np.argsort(-counts)[:20_000]
    centred = vectors - vectors[frequent].mean(axis=0)
    _, directions = np.linalg.eigh(centred[frequent].T @ centred[frequent])
    strongest = directions[:, ::-1][:, :many]
    return centred - (centred @ strongest) @ strongest.T


def unit(vectors: np.ndarray) -> np.ndarray:
    """Rows of length 1; a zero row stays zero."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def rarity(counts: np.ndarray, total: float, a: float) -> np.ndarray:
    """a / (a + p(w)), in (0, 1]: near 1 for a rare word, near 0 for *the*."""
    return (a / (a + counts / total)).astype(np.float32)


def random_directions(rows: int, width: int, seed: int) -> np.ndarray:
    """Unit vectors, nearly orthogonal to each other."""
    random = np.random.default_rng(seed)
    return unit(random.standard_normal((rows, width), dtype=np.float32))
