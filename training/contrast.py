"""Moves the rows so that a text and what answers it come nearer than texts picked at random.

In-batch contrastive learning (the loss of van den Oord et al. 2018, InfoNCE) on pairs the corpus
holds by itself: words drawn from a sentence and the same sentence with some of them taken out
(as in the inverse cloze task of Lee et al. 2019), neighbouring sentences, a document's title and a
sentence of it, a reporter's question and the first sentences of the reply.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from sentences import SentenceStore

KEPT_IN_QUERY = 0.4
"""Probability that a word of the sentence is in the query drawn from it."""
TAKEN_FROM_TARGET = 0.3
"""Probability that such a word is missing from the target: the rest has to carry the match."""
REPLY_SENTENCES = 3
NEARBY = 40
"""Sentences: queries come in groups from one place, so that the wrong targets are hard ones."""


@dataclass(frozen=True)
class Settings:
    """`batch` is in pairs; `shares` of a batch are drawn words, neighbouring sentences, titles and
    questions, and sum to 1; `group` is how many drawn sentences come from one place."""

    steps: int
    batch: int
    rate: float
    temperature: float
    shares: tuple[float, float, float, float]
    group: int = 8


def tune(table: np.ndarray, store: SentenceStore, settings: Settings, seed: int) -> np.ndarray:
    """A changed copy of `table` [tokens, width]; rows that never occur stay as they are.

    Adagrad with one accumulator a row (Duchi et al. 2011), step size falling linearly to zero.
    """
    random = np.random.default_rng(seed)
    rows = table.copy()
    travelled = np.full(len(rows), 1e-3, np.float32)
    for step in range(settings.steps):
        queries, targets = draw_pairs(store, settings, random)
        used, place = np.unique(np.concatenate([queries[0], targets[0]]), return_inverse=True)
        split = len(queries[0])
        bags = [
            _bags(place[:split], queries[1], settings.batch, len(used)),
            _bags(place[split:], targets[1], settings.batch, len(used)),
        ]
        gradient = _gradient(rows[used], bags[0], bags[1], settings.temperature)
        travelled[used] += (gradient * gradient).mean(axis=1)
        rate = settings.rate * (1 - step / settings.steps)
        rows[used] -= rate * gradient / np.sqrt(travelled[used])[:, None]
    return rows


def _bags(columns: np.ndarray, texts: np.ndarray, batch: int, many: int) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(columns), np.float32), (texts, columns)), (batch, many))


def _gradient(rows, queries, targets, temperature: float) -> np.ndarray:
    """Of the mean cross-entropy of picking each query's own target by cosine, times the batch."""
    query, target = queries @ rows, targets @ rows
    query_length = np.linalg.norm(query, axis=1, keepdims=True) + 1e-6
    target_length = np.linalg.norm(target, axis=1, keepdims=True) + 1e-6
    query, target = query / query_length, target / target_length
    chances = query @ target.T / temperature
    chances = np.exp(chances - chances.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chances[np.diag_indices_from(chances)] -= 1
    chances /= temperature
    by_query, by_target = chances @ target, chances.T @ query
    by_query -= query * (by_query * query).sum(axis=1, keepdims=True)
    by_target -= target * (by_target * target).sum(axis=1, keepdims=True)
    return queries.T @ (by_query / query_length) + targets.T @ (by_target / target_length)


Bag = tuple[np.ndarray, np.ndarray]
"""Token numbers, and for each the text of the batch it belongs to."""


def draw_pairs(store: SentenceStore, settings: Settings, random) -> tuple[Bag, Bag]:
    """One batch: queries and targets, text i of one belonging to text i of the other."""
    sizes = [round(share * settings.batch) for share in settings.shares[1:]]
    first = settings.batch - sum(sizes)
    rows = np.split(np.arange(settings.batch), np.cumsum([first, *sizes])[:-1])
    parts = [_drawn_words(store, rows[0], settings.group, random)]

    start = store.pick(len(rows[1]), random)
    near = store.clip(start + random.integers(1, 3, len(start)))
    parts.append((store.words(start, rows[1]), store.words(near, rows[1])))

    inside = store.pick(len(rows[2]), random)
    parts.append((store.title_words(inside, rows[2]), store.words(inside, rows[2])))

    asked, reply = store.pick_questions(len(rows[3]), random)
    replies = [store.words(store.clip(reply + k), rows[3]) for k in range(REPLY_SENTENCES)]
    parts.append((store.words(asked, rows[3]), _joined(replies)))
    return (store.tokens(_joined([query for query, _ in parts])),
            store.tokens(_joined([target for _, target in parts])))


def _drawn_words(store: SentenceStore, rows: np.ndarray, group: int, random) -> tuple[Bag, Bag]:
    places = store.pick(-(-len(rows) // group), random)
    spread = (places[:, None] + random.integers(0, NEARBY, (len(places), group))).ravel()
    words, texts = store.words(store.clip(spread[: len(rows)]), rows)
    asked = random.random(len(words)) < KEPT_IN_QUERY
    left = ~(asked & (random.random(len(words)) < TAKEN_FROM_TARGET))
    return (words[asked], texts[asked]), (words[left], texts[left])


def _joined(bags: list[Bag]) -> Bag:
    return np.concatenate([w for w, _ in bags]), np.concatenate([t for _, t in bags])
