"""Makes the bundled embedding model from two public corpora and WordNet. See README.md beside this
file.

    python3 training/make_model.py --briefings path/to/wh-briefings.tar.xz \
        --factbook path/to/cia-factbook.txt.xz --wordnet /usr/share/wordnet --out embeddings/model

The same inputs and seed give the same model on the same machine and BLAS; on another the last bits
of the decomposition, and so a few int8 steps, may differ.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

import vectors as v
from contrast import Settings, tune
from corpus import Document, read_corpora
from export import write_model
from relations import related_words, worth_of_words
from retrofit import retrofit
from sentences import SentenceStore
from table import with_pieces, word_rows
from vocabulary import SPECIAL, UNKNOWN, build_vocabulary, choose_words
from wordnet import WordNet
from wordpiece import WordPiece

ROWS = 39_000
WHOLE_WORDS = 30_000
WIDTH = 256
LEAST_COUNT = 3
"""Occurrences for a word to be counted as a neighbour, and so for a vector from counts."""
WINDOW = 5
SMOOTHING, SHIFT = 0.75, 0.0
EXPONENT = 0.0
"""Of the singular values: 0 gives every dimension the same say."""
POWER_ROUNDS = 2
COMMON_DIRECTIONS = 2
RARITY = 3.6e-4
OWN_DIRECTION = 0.3
PULL = 1.0
"""Of the related words, against a word's own vector."""
TAUGHT = 30
"""Occurrences that a word of the lexicon counts for, at least, when pieces are fitted."""
PIECES = {"penalty": 10.0, "misspellings": 5, "gain": 1.4, "own": 0.3}
TUNING = Settings(
    steps=1500, batch=1024, rate=0.005, temperature=0.07, shares=(0.4, 0.2, 0.2, 0.2)
)
TUNED_SHARE = 0.5
"""How far to go from the counted to the tuned table: half-way serves the sentence embedding as
tuning does, and late interaction better than either (cf. Wortsman et al. 2022, weights averaged)."""
SAMPLED = 600


def main() -> None:
    options = parse_options()
    say = progress()
    documents = read_corpora(options.briefings, options.factbook)
    say(f"{len(documents)} documents")
    store = SentenceStore(documents)
    counts = store.counts()
    say(f"{sum(counts.values())} words, {len(counts)} different ones")
    wordnet = WordNet(options.wordnet)
    whole = choose_words(counts, worth_of_words(wordnet, counts), WHOLE_WORDS)
    tokens = build_vocabulary(counts, whole, ROWS)
    say(f"vocabulary of {len(tokens)} tokens")
    vectors = count_based_vectors(store, counts, options.seed)
    say("vectors from counts")
    vectors = drawn_together(whole, vectors, counts, wordnet, options.seed)
    say("words that mean alike drawn together")
    table = word_rows(tokens, vectors)
    known = Counter({w: max(counts[w], TAUGHT) if wordnet.base_forms(w) else counts[w]
                     for w in whole})
    table = with_pieces(table, tokens, whole, known, seed=options.seed, **PIECES)
    say("vectors of pieces")
    tokenizer = WordPiece({t: i for i, t in enumerate(tokens)}, SPECIAL.index(UNKNOWN))
    store.segment(tokenizer)
    tuned = tune(table, store, TUNING, options.seed)
    table += TUNED_SHARE * (tuned - table)
    say("tuned on pairs")
    table = with_pieces(table, tokens, whole, known, seed=options.seed, **PIECES)
    table[: len(SPECIAL)] = 0
    say("vectors of pieces, fitted to the tuned words")
    write_model(options.out, tokens, table)
    if options.sample:
        write_sample(options.sample, documents, tokenizer, options.seed)
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    say(f"wrote {options.out}, {size} bytes in all")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--briefings", type=Path, required=True, help=".tar.xz or folder of .md")
    parser.add_argument("--factbook", type=Path, required=True, help=".txt or .txt.xz")
    parser.add_argument("--wordnet", type=Path, required=True, help="folder of data.noun and others")
    parser.add_argument("--out", type=Path, required=True, help="model folder, written over")
    parser.add_argument("--sample", type=Path, help="also write sentences for check_model.mjs")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def count_based_vectors(store: SentenceStore, counts: Counter, seed: int) -> dict[str, np.ndarray]:
    """A unit vector for every word that occurs LEAST_COUNT times or more."""
    words = sorted((w for w in counts if counts[w] >= LEAST_COUNT), key=lambda w: (-counts[w], w))
    stream = store.stream({w: i for i, w in enumerate(words)}, WINDOW, v.BREAK)
    neighbours = v.count_neighbours(stream, len(words), WINDOW)
    pmi = v.positive_pmi(neighbours, SMOOTHING, SHIFT)
    left, values = v.truncated_svd(pmi, WIDTH, POWER_ROUNDS, seed)
    occurs = np.array([counts[w] for w in words], np.float64)
    centred = v.without_common_directions(left * values**EXPONENT, occurs, COMMON_DIRECTIONS)
    return dict(zip(words, v.unit(centred)))


def drawn_together(
    words: list[str], vectors: dict[str, np.ndarray], counts: Counter, wordnet: WordNet, seed: int
) -> dict[str, np.ndarray]:
    """A vector for each of `words`, as long as it is rare, near those of the words that mean alike.

    A word that neither the corpus nor the lexicon tells anything of has its own direction alone.
    """
    own = v.random_directions(len(words), WIDTH, seed)
    counted = np.array([vectors.get(w, np.zeros(WIDTH, np.float32)) for w in words])
    seen = counted.any(axis=1, keepdims=True)
    start = np.where(seen, np.sqrt(1 - OWN_DIRECTION**2) * counted + OWN_DIRECTION * own, 0)
    occurs = np.array([counts[w] for w in words], np.float64)
    moved = retrofit(start, occurs, related_words(wordnet, words), PULL)
    moved = np.where(moved.any(axis=1, keepdims=True), moved, own)
    weighted = moved * v.rarity(occurs, sum(counts.values()), RARITY)[:, None]
    return dict(zip(words, weighted))


def write_sample(target: Path, documents: list[Document], tokenizer: WordPiece, seed: int) -> None:
    """Random paragraphs with the tokens that training gave them, one JSON object a line."""
    random = np.random.default_rng(seed)
    with target.open("w", encoding="utf-8") as lines:
        for number in random.integers(len(documents), size=SAMPLED):
            paragraphs = documents[number].paragraphs
            text = paragraphs[random.integers(len(paragraphs))][:400]
            row = {"text": text, "ids": tokenizer.encode(text)}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def progress():
    """Prints messages with the seconds since it was made, to standard error."""
    started = time.monotonic()
    return lambda text: print(f"{time.monotonic() - started:6.0f} s  {text}", file=sys.stderr)


if __name__ == "__main__":
    main()
