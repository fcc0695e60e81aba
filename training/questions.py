"""Questions with known answers, read as: sentences to search, and which of them answer."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import parse_markdown
from sentences import split_sentences


@dataclass(frozen=True)
class QuestionSet:
    """`answers` is boolean [questions, sentences]; `paragraph` and `home` number the paragraph of
    each sentence and the one each question was asked about (-1: not asked about one)."""

    sentences: list[str]
    paragraph: np.ndarray
    questions: list[str]
    home: np.ndarray
    answers: np.ndarray
    unreachable: int
    """Questions left out because no single sentence holds an answer."""


def read_squad(path: Path) -> QuestionSet:
    """SQuAD 1.1 JSON. A sentence answers when it holds an answer and is in the right paragraph."""
    sentences, paragraph, asked = [], [], []
    blocks = (b for article in json.loads(path.read_text("utf-8"))["data"]
              for b in article["paragraphs"])
    for number, block in enumerate(blocks):
        first = len(sentences)
        sentences += split_sentences(" ".join(block["context"].split()))
        paragraph += [number] * (len(sentences) - first)
        for item in block["qas"]:
            texts = [a if isinstance(a, str) else a["text"] for a in item["answers"]]
            held = [i for i in range(first, len(sentences))
                    if any(text in sentences[i] for text in texts)]
            asked.append((item["question"], number, held))
    return _question_set(sentences, paragraph, asked)


def read_quoted(path: Path, folder: Path) -> QuestionSet:
    """JSON Lines of questions with verbatim gold quotes from the text files in `folder`.

    Only the answerable ones; a sentence answers when it holds a gold quote of its own file, white
    space folded.
    """
    sentences, paragraph, files = [], [], []
    for number, file in enumerate(sorted(folder.glob("*.txt"))):
        found = [s for p in _paragraphs(file.read_text("utf-8")) for s in split_sentences(p)]
        sentences += found
        paragraph += [number] * len(found)
        files += [file.name] * len(found)
    asked = []
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        if item["answerable"]:
            gold = [(g["file"], " ".join(g["quote"].split())) for g in item["gold"]]
            held = [i for i, s in enumerate(sentences)
                    if any(f == files[i] and q in s for f, q in gold)]
            asked.append((item["question"], -1, held))
    return _question_set(sentences, paragraph, asked)


def _paragraphs(text: str) -> list[str]:
    """Markdown with front matter is hard-wrapped; in the other texts a line is a paragraph."""
    if text.startswith("---\n"):
        return parse_markdown(text).paragraphs
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _question_set(sentences, paragraph, asked) -> QuestionSet:
    kept = [item for item in asked if item[2]]
    answers = np.zeros((len(kept), len(sentences)), bool)
    for row, (_, _, held) in enumerate(kept):
        answers[row, held] = True
    return QuestionSet(
        sentences,
        np.array(paragraph),
        [question for question, _, _ in kept],
        np.array([home for _, home, _ in kept]),
        answers,
        len(asked) - len(kept),
    )
