"""The tokenizer of the model in Python: what BertNormalizer, BertPreTokenizer and WordPiece of
@xenova/transformers 2.17 do with the settings in `tokenizer.json`.

`check_model.mjs` compares the two on real sentences.
"""

import re
import sys
import unicodedata
from functools import lru_cache

CONTINUATION = "##"
"""Prefix of a piece that does not begin a word."""

MAX_WORD_CHARS = 100
"""A longer word becomes [UNK]."""


def _class_of(keep) -> str:
    """The inside of a regular-expression class with every code point that `keep` accepts."""
    chosen = [c for c in range(sys.maxunicode + 1) if keep(chr(c))]
    ranges: list[list[int]] = []
    for c in chosen:
        if ranges and ranges[-1][1] == c - 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in ranges)


_PUNCTUATION = _class_of(lambda c: unicodedata.category(c)[0] == "P") + r"!-/:-@\[-`{-~"
_WORD_OR_MARK = re.compile(rf"[^\s{_PUNCTUATION}]+|[{_PUNCTUATION}]")
_DROPPED = re.compile(
    "[" + _class_of(lambda c: unicodedata.category(c) in ("Cf", "Co", "Cs") or (
        unicodedata.category(c) == "Cc" and c not in "\t\n\r")) + "\ufffd]"
)
_ACCENT = re.compile("[\u0300-\u036f]")
_CJK = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def words_of(text: str) -> list[str]:
    """Lower-case, accents stripped, split at white space and around every punctuation mark."""
    if not text.isascii():
        text = _CJK.sub(r" \1 ", _DROPPED.sub("", text))
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text.lower()))
    else:
        text = text.lower()
    return _WORD_OR_MARK.findall(text)


class WordPiece:
    """Greedy longest-match-first segmentation over a fixed vocabulary."""

    def __init__(self, ids: dict[str, int], unknown: int):
        self.ids = ids
        self.unknown = unknown
        self._cached = lru_cache(maxsize=1_000_000)(self.segment)

    def segment(self, word: str, whole: bool = True) -> tuple[int, ...]:
        """Row numbers of the pieces of `word`; `(unknown,)` where some character has no piece.

        With `whole` false the word itself does not count as in the vocabulary.
        """
        if len(word) > MAX_WORD_CHARS:
            return (self.unknown,)
        pieces, start = [], 0
        while start < len(word):
            end = len(word) if whole or start else len(word) - 1
            prefix = CONTINUATION if start else ""
            while end > start and prefix + word[start:end] not in self.ids:
                end -= 1
            if end == start:
                return (self.unknown,)
            pieces.append(self.ids[prefix + word[start:end]])
            start = end
        return tuple(pieces)

    def encode(self, text: str) -> list[int]:
        """Row numbers of a text, in order; empty for an empty text."""
        return [piece for word in words_of(text) for piece in self._cached(word)]
