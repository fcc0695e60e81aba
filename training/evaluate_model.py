"""Sentence retrieval with a model folder, against BM25 in the same run.

    python3 training/evaluate_model.py --model embeddings/model --squad path/to/squad-1.1.json \
        --questions path/to/questions.jsonl --seeds seeds

Hyper-parameters were chosen on SQuAD; the second question set is only reported. Each line gives the
percentage of questions with an answering sentence among the first 1, 3, 10 of all sentences, and
first within the paragraph asked about. Ties count as found, for every method alike.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from scipy import sparse

from questions import QuestionSet, read_quoted, read_squad
from vectors import unit
from vocabulary import UNKNOWN
from wordpiece import WordPiece, words_of

K1, B = 1.2, 0.75
"""BM25's usual constants (Robertson & Zaragoza 2009)."""
STEM = 6
"""Characters: cutting words to six is a plain stemmer that needs no rules."""
SLIGHT = 0.02
"""Tokens with a shorter row than this are left out of late interaction."""


def load(folder: Path) -> tuple[WordPiece, np.ndarray]:
    """The tokenizer and the float table [tokens, width] of a model folder."""
    ids = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    graph = onnx.load(folder / "onnx" / "model_quantized.onnx").graph
    stored = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
    table = stored["table"].astype(np.float32) * stored["scales"]
    return WordPiece(ids, ids[UNKNOWN]), table


def bags(texts: list[list[int]], columns: int) -> sparse.csr_matrix:
    """How often each number occurs in each text, float32 [texts, columns]."""
    ends = np.cumsum([0] + [len(text) for text in texts])
    flat = np.array([number for text in texts for number in text], np.int64)
    counted = sparse.csr_matrix((np.ones(len(flat), np.float32), flat, ends), (len(texts), columns))
    counted.sum_duplicates()
    return counted


def bm25(asked: QuestionSet) -> np.ndarray:
    """Scores [questions, sentences] on word stems."""
    numbers: dict[str, int] = {}
    sides = [
        [[numbers.setdefault(w[:STEM], len(numbers)) for w in words_of(t) if w.isalnum()]
         for t in texts]
        for texts in (asked.sentences, asked.questions)
    ]
    sentences, questions = (bags(side, len(numbers)) for side in sides)
    holding = np.asarray((sentences > 0).sum(axis=0)).ravel()
    idf = np.log(1 + (len(asked.sentences) - holding + 0.5) / (holding + 0.5))
    length = np.asarray(sentences.sum(axis=1)).ravel()
    damping = K1 * (1 - B + B * length / length.mean())
    cells = sentences.tocoo()
    cells.data = cells.data * (K1 + 1) / (cells.data + damping[cells.row]) * idf[cells.col]
    return np.asarray((questions.minimum(1) @ cells.tocsr().T).todense())


def pooled(asked: QuestionSet, tokenizer: WordPiece, table: np.ndarray) -> np.ndarray:
    """Cosines of sentence embeddings [questions, sentences]."""
    sides = [bags([tokenizer.encode(t) for t in texts], len(table)) @ table
             for texts in (asked.questions, asked.sentences)]
    return unit(sides[0]) @ unit(sides[1]).T


def late_interaction(asked: QuestionSet, tokenizer: WordPiece, table: np.ndarray) -> np.ndarray:
    """Sum over question tokens of row length times the best cosine in the sentence."""
    lengths = np.linalg.norm(table, axis=1)
    units = unit(table)
    encoded = [tokenizer.encode(text) or [0] for text in asked.sentences]
    starts = np.cumsum([0] + [len(text) for text in encoded])[:-1]
    used, place = np.unique(np.concatenate(encoded), return_inverse=True)
    scores = np.zeros(asked.answers.shape, np.float32)
    for row, question in enumerate(asked.questions):
        tokens = [t for t in tokenizer.encode(question) if lengths[t] > SLIGHT]
        if tokens:
            cosines = (units[tokens] @ units[used].T)[:, place]
            scores[row] = lengths[tokens] @ np.maximum.reduceat(cosines, starts, axis=1)
    return scores


def standard(scores: np.ndarray) -> np.ndarray:
    """Mean 0 and deviation 1 for each question, so that two methods can be added."""
    return (scores - scores.mean(axis=1, keepdims=True)) / scores.std(axis=1, keepdims=True)


def hits(asked: QuestionSet, scores: np.ndarray) -> str:
    """One line of percentages."""
    best = np.where(asked.answers, scores, -np.inf).max(axis=1, keepdims=True)
    better = scores > best
    parts = [f"hit@{k} {100 * (better.sum(axis=1) < k).mean():5.1f}" for k in (1, 3, 10)]
    if (asked.home >= 0).all():
        inside = better & (asked.home[:, None] == asked.paragraph[None, :])
        parts.append(f"in paragraph {100 * (inside.sum(axis=1) < 1).mean():5.1f}")
    return "  ".join(parts)


def report(name: str, asked: QuestionSet, tokenizer: WordPiece, table: np.ndarray) -> None:
    print(f"{name}: {len(asked.questions)} questions, {len(asked.sentences)} sentences; "
          f"{asked.unreachable} left out, no one sentence answers them")
    words = bm25(asked)
    dense = pooled(asked, tokenizer, table)
    late = late_interaction(asked, tokenizer, table)
    for label, scores in (
        ("BM25", words),
        ("sentence embedding", dense),
        ("late interaction", late),
        ("BM25 + embedding / 2", standard(words) + standard(dense) / 2),
        ("BM25 + late interaction", standard(words) + standard(late)),
    ):
        print(f"  {label:24}{hits(asked, scores)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--model", type=Path, default=Path("embeddings/model"))
    parser.add_argument("--squad", type=Path, help="SQuAD 1.1 JSON")
    parser.add_argument("--questions", type=Path, help="JSON Lines with gold quotes")
    parser.add_argument("--seeds", type=Path, help="folder of the quoted .txt files")
    options = parser.parse_args()
    tokenizer, table = load(options.model)
    if options.squad:
        report("SQuAD 1.1", read_squad(options.squad), tokenizer, table)
    if options.questions and options.seeds:
        report("seeds", read_quoted(options.questions, options.seeds), tokenizer, table)


if __name__ == "__main__":
    main()
