"""Reads Princeton WordNet 3.0 (Fellbaum 1998) from its database files, as wndb(5WN) and
senseidx(5WN) describe them: Debian's package wordnet-base puts them into /usr/share/wordnet.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
"""Parts of speech; satellite adjectives count as adjectives."""
_OF_SENSE_KEY = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
_ENDINGS = {
    "n": [("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"),
          ("men", "man"), ("ies", "y")],
    "v": [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""),
          ("ing", "e"), ("ing", "")],
    "a": [("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
    "r": [],
}
"""The rules of detachment of morphy(7WN)."""
SHORTEST_STEM = 2
_MARKER = re.compile(r"\([a-z]+\)$")
"""Says where an adjective may stand."""


@dataclass(frozen=True)
class Synset:
    """`words` in lower case, blanks as underscores; `pointers` are (symbol, number of synset)."""

    words: list[str]
    pointers: list[tuple[str, int]]
    definition: str


class WordNet:
    """Synsets are numbered in the order of the files."""

    def __init__(self, folder: Path):
        self.synsets: list[Synset] = []
        self._senses: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._irregular: dict[tuple[str, str], list[str]] = {}
        numbers: dict[tuple[str, str], int] = {}
        parsed = []
        for part, name in FILES.items():
            for line in _lines(folder / f"data.{name}"):
                numbers[part, line.split(" ", 1)[0]] = len(parsed)
                parsed.append(_parse_synset(line))
        for words, pointers, definition in parsed:
            known = [(symbol, numbers[key]) for symbol, key in pointers]
            self.synsets.append(Synset(words, known, definition))
        tags = _tag_counts(folder / "cntlist.rev")
        for part, name in FILES.items():
            for line in _lines(folder / f"index.{name}"):
                fields = line.split()
                lemma, offsets = fields[0], fields[-int(fields[2]):]
                self._senses[lemma, part] = [(numbers[part, offset], tags.get((lemma, part, i), 0))
                                             for i, offset in enumerate(offsets, 1)]
            for line in _lines(folder / f"{name}.exc"):
                form, *lemmas = line.split()
                self._irregular.setdefault((form, part), []).extend(lemmas)
        self._join_hyphens()

    def _join_hyphens(self) -> None:
        """What WordNet writes with a hyphen others write as one word."""
        for (lemma, part), senses in list(self._senses.items()):
            if "-" in lemma:
                self._senses.setdefault((lemma.replace("-", ""), part), senses)

    def lemmas(self) -> list[tuple[str, str]]:
        """Every lemma with its part of speech, compounds included."""
        return list(self._senses)

    def senses(self, lemma: str, part: str) -> list[tuple[int, int]]:
        """Numbers of its synsets, the most frequent sense first, and how often each was tagged."""
        return self._senses.get((lemma, part), [])

    def base_forms(self, word: str) -> list[tuple[str, str]]:
        """The lemmas that `word` may be a form of, itself included, with their parts of speech."""
        return [(form, part) for part in FILES for form in dict.fromkeys(self._forms(word, part))
                if (form, part) in self._senses]

    def _forms(self, word: str, part: str):
        yield word
        irregular = self._irregular.get((word, part), [])
        yield from irregular
        if irregular:
            return
        for ending, instead in _ENDINGS[part]:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= SHORTEST_STEM:
                yield stem + instead


def _lines(path: Path) -> list[str]:
    """Without the licence, whose lines are indented."""
    return [line for line in path.read_text("utf-8").splitlines() if not line.startswith("  ")]


def _parse_synset(line: str) -> tuple[list[str], list[tuple[str, tuple[str, str]]], str]:
    data, _, gloss = line.partition(" | ")
    fields = data.split(" ")
    first = 4 + 2 * int(fields[3], 16)
    words = [_MARKER.sub("", word).lower() for word in fields[4:first:2]]
    pointers = []
    for at in range(first + 1, first + 1 + 4 * int(fields[first]), 4):
        symbol, offset, part = fields[at : at + 3]
        pointers.append((symbol, ("a" if part == "s" else part, offset)))
    return words, pointers, gloss.split('; "')[0].strip()


def _tag_counts(path: Path) -> dict[tuple[str, str, int], int]:
    """How often sense 1, 2, … of a lemma was met in the texts that were tagged by hand."""
    counts = {}
    for line in _lines(path):
        key, sense, count = line.split()
        lemma, _, rest = key.partition("%")
        counts[lemma, _OF_SENSE_KEY[rest[0]], int(sense)] = int(count)
    return counts
