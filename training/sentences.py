"""The corpus as numbered words in flat arrays, cut into sentences, for drawing pairs quickly."""

import re
from collections import Counter

import numpy as np

from corpus import Document
from wordpiece import WordPiece, words_of

_BOUNDARY = re.compile(r"(?<=[a-z0-9)”\"’][.!?])[\"”’)]*\s+(?=[A-Z\"“(])")
SHORTEST, LONGEST = 6, 60
"""Words of a sentence that may be drawn."""
QUESTION = "Q "
"""How a reporter's turn begins in the transcripts."""


def split_sentences(text: str) -> list[str]:
    """Cuts after a full stop and closing quotation marks, before a capital; initials stay whole."""
    ends = [match.end() for match in _BOUNDARY.finditer(text)]
    pieces = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)])]
    return [piece for piece in pieces if piece]


def ranges(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """All of starts[i], starts[i] + 1 … starts[i] + lengths[i] - 1, one after the other."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1] if len(ends) else 0)


class SentenceStore:
    """Sentences are numbered in the order of the corpus; words as they are first met."""

    def __init__(self, documents: list[Document]):
        self.numbers: dict[str, int] = {}
        words, starts, asked, owner, titles, breaks = [], [0], [], [], [], []
        for document_number, document in enumerate(documents):
            titles.append(self._numbered(document.title))
            for paragraph in document.paragraphs:
                breaks.append(len(words))
                for sentence in split_sentences(paragraph):
                    numbered = self._numbered(sentence)
                    if numbered:
                        words.extend(numbered)
                        starts.append(len(words))
                        asked.append(paragraph.startswith(QUESTION))
                        owner.append(document_number)
        self._words = np.array(words, np.int32)
        self._starts = np.array(starts, np.int64)[:-1]
        self._lengths = np.diff(np.array(starts, np.int64))
        self._document = np.array(owner, np.int32)
        self._title_lengths = np.array([len(title) for title in titles])
        self._title_starts = np.cumsum(self._title_lengths) - self._title_lengths
        self._title_words = np.array([word for title in titles for word in title], np.int32)
        self._paragraph_starts = np.array(breaks, np.int64)
        self._find_drawable(np.array(asked))

    def _numbered(self, text: str) -> list[int]:
        numbers = self.numbers
        return [numbers.setdefault(w, len(numbers)) for w in words_of(text) if w.isalnum()]

    def _find_drawable(self, asked: np.ndarray) -> None:
        fits = (self._lengths >= SHORTEST) & (self._lengths <= LONGEST)
        self._drawable = np.flatnonzero(fits)
        answers = np.flatnonzero(~asked)
        following = np.searchsorted(answers, np.arange(len(asked)))
        reply = answers[np.minimum(following, len(answers) - 1)]
        answered = (reply > np.arange(len(asked))) & (self._document[reply] == self._document)
        self._questions = np.flatnonzero(asked & fits & answered)
        self._reply = reply

    def counts(self) -> Counter:
        """How often each word occurs, titles left out."""
        occurs = np.bincount(self._words, minlength=len(self.numbers))
        return Counter({word: int(n) for word, n in zip(self.numbers, occurs) if n})

    def segment(self, tokenizer: WordPiece) -> None:
        """Fixes the tokens that `tokens` will give for every word."""
        segments = [tokenizer.segment(word) for word in self.numbers]
        self._token_lengths = np.array([len(segment) for segment in segments])
        self._token_starts = np.cumsum(self._token_lengths) - self._token_lengths
        self._tokens = np.array([token for segment in segments for token in segment])

    def tokens(self, bag):
        """A bag of words (numbers, texts) as a bag of tokens."""
        words, texts = bag
        lengths = self._token_lengths[words]
        return self._tokens[ranges(self._token_starts[words], lengths)], np.repeat(texts, lengths)

    def pick(self, many: int, random) -> np.ndarray:
        """Sentences of ordinary length, with repetition."""
        return self._drawable[random.integers(len(self._drawable), size=many)]

    def pick_questions(self, many: int, random) -> tuple[np.ndarray, np.ndarray]:
        """Sentences of reporters' questions, and the first sentence of each reply."""
        chosen = self._questions[random.integers(len(self._questions), size=many)]
        return chosen, self._reply[chosen]

    def clip(self, sentences: np.ndarray) -> np.ndarray:
        """Past the last sentence comes the last one."""
        return np.minimum(sentences, len(self._lengths) - 1)

    def words(self, sentences: np.ndarray, texts: np.ndarray):
        """The words of sentences[i], labelled texts[i]."""
        lengths = self._lengths[sentences]
        places = ranges(self._starts[sentences], lengths)
        return self._words[places], np.repeat(texts, lengths)

    def title_words(self, sentences: np.ndarray, texts: np.ndarray):
        """The words of the titles of the documents that hold the sentences."""
        documents = self._document[sentences]
        lengths = self._title_lengths[documents]
        places = ranges(self._title_starts[documents], lengths)
        return self._title_words[places], np.repeat(texts, lengths)

    def stream(self, rows: dict[str, int], window: int, outside: int) -> np.ndarray:
        """Row numbers in text order, `window` times `outside` between paragraphs, int32.

        A word without a row stands as `outside`, so that distances stay true.
        """
        lookup = np.array([rows.get(word, outside) for word in self.numbers], np.int32)
        places = np.repeat(self._paragraph_starts, window)
        return np.insert(lookup[self._words], places, np.int32(outside))
