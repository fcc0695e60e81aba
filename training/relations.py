"""What WordNet says of a vocabulary: which words mean alike, as a graph, and which of the words
that the corpus lacks or hardly has are worth a row.
"""

import math
from collections import Counter

import numpy as np
from scipy import sparse

from wordnet import FILES, WordNet
from wordpiece import words_of

SENSES = 4
"""Of each lemma; later ones are rare and would mislead."""
STRENGTH = {
    "+": 0.7, "\\": 0.7, "<": 0.7, "$": 0.7, "@": 1.0, "~": 1.0, "&": 0.5, "*": 0.3, ">": 0.3,
    "=": 0.3, "^": 0.3, "#p": 0.1, "%p": 0.1, "#m": 0.1, "%m": 0.1,
}
"""Of a pointer between two synsets, against 1 for the same synset: derived forms, verb groups,
hypernyms and hyponyms (divided by the square root of their number), similar adjectives,
entailment and cause, attributes, see-also, parts and members (see wninput(5WN))."""
LEAST = 0.01
"""Chance of a shared meaning below which two words are no neighbours."""
COMMONEST_IN_DEFINITIONS = 3.0
"""Natural logarithm of synsets per definition with the word; more common ones say nothing."""
DEFINITION_WEIGHT = 0.3
WELL_KNOWN = 30
"""Occurrences in the corpus."""
SHORTEST = 4
"""Letters of a word that the corpus does not hold: shorter ones begin too many unknown words."""
TAG_WORTH, SYNONYM_WORTH = 0.7, 3.0
"""What a doubled tag count, and a meaning shared with well-known words, are worth beside a doubled
number of occurrences."""


def worth_of_words(wordnet: WordNet, counts: Counter) -> dict[str, float]:
    """How much more a word deserves a row than its count tells; in doublings of the count.

    People ask in words that the corpus hardly uses; such a word is worth most where it means what
    well-known words of the corpus mean.
    """
    lemmas = {lemma for lemma, _ in wordnet.lemmas() if lemma.isascii() and lemma.isalpha()}
    known = {word for word in counts if word.isalpha() and wordnet.base_forms(word)}
    words = sorted({lemma for lemma in lemmas if len(lemma) >= SHORTEST} | known)
    senses = sense_matrix(wordnet, words)
    well_known = np.array([counts[word] >= WELL_KNOWN for word in words])
    spoken_of = np.minimum(1, np.asarray(senses[well_known].sum(axis=0)).ravel())
    tags = np.array([sum(tagged for part in FILES for _, tagged in wordnet.senses(word, part))
                     for word in words])
    worth = TAG_WORTH * np.log2(1 + tags) + SYNONYM_WORTH * (senses @ spoken_of)
    return dict(zip(words, worth.tolist()))


def related_words(wordnet: WordNet, words: list[str]) -> sparse.csr_matrix:
    """Neighbours among `words`, float64 [words, words], larger for nearer meanings.

    An entry is the square root of the chance that the two words, each taken in a sense at random,
    have the same or a linked meaning, and a share for the words of a word's definitions. The root
    gives the many weaker relatives their say beside the few synonyms.
    """
    senses = sense_matrix(wordnet, words)
    shared = (senses @ link_matrix(wordnet) @ senses.T).tocsr()
    shared = (shared - sparse.diags(shared.diagonal())).tocsr()
    shared.data[shared.data < LEAST] = 0
    shared.eliminate_zeros()
    return (shared.sqrt() + DEFINITION_WEIGHT * definition_matrix(wordnet, words)).tocsr()


def sense_matrix(wordnet: WordNet, words: list[str]) -> sparse.csr_matrix:
    """Chance that a word, in any of its base forms, has a meaning: [words, synsets]."""
    rows, columns, chances = [], [], []
    for row, word in enumerate(words):
        weights = sense_weights(wordnet, word)
        total = sum(weights.values())
        for synset, weight in weights.items():
            rows.append(row)
            columns.append(synset)
            chances.append(weight / total)
    return sparse.csr_matrix((chances, (rows, columns)), (len(words), len(wordnet.synsets)))


def sense_weights(wordnet: WordNet, word: str) -> Counter:
    """Synset to tag count, plus 1 / its place among the senses, since most were never tagged."""
    weights: Counter = Counter()
    for lemma, part in wordnet.base_forms(word):
        for place, (synset, tagged) in enumerate(wordnet.senses(lemma, part)[:SENSES], 1):
            weights[synset] += tagged + 1 / place
    return weights


def link_matrix(wordnet: WordNet) -> sparse.csr_matrix:
    """How near two synsets are, symmetric [synsets, synsets], 1 on the diagonal."""
    below = Counter(target for synset in wordnet.synsets
                    for symbol, target in synset.pointers if symbol == "@")
    many = len(wordnet.synsets)
    rows, columns, values = list(range(many)), list(range(many)), [1.0] * many
    for number, synset in enumerate(wordnet.synsets):
        for symbol, target in synset.pointers:
            strength = STRENGTH.get(symbol, 0.0)
            if symbol in "@~":
                strength /= math.sqrt(max(1, below[target if symbol == "@" else number]))
            if strength:
                rows.append(number)
                columns.append(target)
                values.append(strength)
    links = sparse.coo_matrix((values, (rows, columns)), (many, many))
    # Of several links between two synsets the strongest counts.
    order = np.argsort(-links.data, kind="stable")
    pairs = links.row[order].astype(np.int64) * many + links.col[order]
    _, first = np.unique(pairs, return_index=True)
    kept = order[first]
    links = sparse.csr_matrix((links.data[kept], (links.row[kept], links.col[kept])), (many, many))
    return links.maximum(links.T).tocsr()


def definition_matrix(wordnet: WordNet, words: list[str]) -> sparse.csr_matrix:
    """Words of the definitions of a word, the rarer the heavier; a row sums to 1 or is empty."""
    ids = {word: row for row, word in enumerate(words)}
    defining = [{ids[w] for w in words_of(synset.definition) if w in ids}
                for synset in wordnet.synsets]
    used = Counter(row for rows in defining for row in rows)
    rarity = {row: max(0.0, math.log(len(defining) / many) - COMMONEST_IN_DEFINITIONS)
              for row, many in used.items()}
    rows, columns, values = [], [], []
    for row, word in enumerate(words):
        weights: Counter = Counter()
        for synset, weight in sense_weights(wordnet, word).items():
            for other in defining[synset] - {row}:
                weights[other] += weight * rarity[other]
        total = sum(weights.values())
        for other, weight in weights.items():
            if weight:
                rows.append(row)
                columns.append(other)
                values.append(weight / total)
    return sparse.csr_matrix((values, (rows, columns)), (len(words), len(words)))
