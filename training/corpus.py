"""Reads the public training texts as documents: a title and joined paragraphs.

Two sources, both plain UTF-8:

- the White House briefings archive, 2021-2026, one Markdown file a document with YAML front matter
  and hard-wrapped lines (CC0 1.0), as a folder or as a .tar, .tar.xz, .tar.gz archive of one;
- the CIA World Factbook (public domain), one paragraph a line, as .txt or .txt.xz.
"""

import lzma
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path

HELD_OUT_TITLE = "Readout of Peace Talks in Geneva"
"""The one briefing that the question set of the project is about: never trained on."""

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---[ ]*\n", re.DOTALL)
_TITLE = re.compile(r"^title: (.*(?:\n[ ]+.*)*)", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)")
_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s>)]+>?|\S+@\S+\.\w+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&nbsp;")
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Document:
    """`paragraphs` are joined to one line each; `title` is empty for a Factbook paragraph."""

    title: str
    paragraphs: list[str]


def read_corpora(briefings: Path, factbook: Path) -> list[Document]:
    """Every document in a stated order (path, then line), with paragraphs seen before left out.

    Letters and proclamations repeat whole paragraphs of boilerplate, which would count as
    evidence many times over; only the first copy of a paragraph is kept.
    """
    seen: set[str] = set()
    documents = []
    for document in [*read_briefings(briefings), *read_factbook(factbook)]:
        fresh = []
        for paragraph in document.paragraphs:
            if paragraph not in seen:
                seen.add(paragraph)
                fresh.append(paragraph)
        if fresh and document.title != HELD_OUT_TITLE:
            documents.append(Document(document.title, fresh))
    return documents


def read_briefings(source: Path) -> list[Document]:
    """One document per .md file, in the order of their paths."""
    if source.is_dir():
        texts = {str(p.relative_to(source)): p.read_bytes() for p in source.rglob("*.md")}
    else:
        with tarfile.open(source) as archive:
            texts = {
                member.name: archive.extractfile(member).read()
                for member in archive
                if member.isfile() and member.name.endswith(".md")
            }
    if not texts:
        raise ValueError(f"no .md file in {source}")
    keys = {name.removeprefix("./"): name for name in texts}
    return [parse_markdown(texts[keys[key]].decode("utf-8")) for key in sorted(keys)]


def read_factbook(source: Path) -> list[Document]:
    """One document per line."""
    opener = lzma.open if source.suffix == ".xz" else open
    with opener(source, "rt", encoding="utf-8") as lines:
        return [Document("", [line.strip()]) for line in lines if line.strip()]


def parse_markdown(text: str) -> Document:
    """A Markdown file with or without YAML front matter; links and tags give way to their text."""
    front = _FRONT_MATTER.match(text)
    title = _title_of(front.group(1)) if front else ""
    body = text[front.end() :] if front else text
    body = _TAG.sub(" ", _ADDRESS.sub(" ", _LINK.sub(r"\1", body)))
    joined = (" ".join(block.split()) for block in _BLANK_LINE.split(body))
    return Document(title, [paragraph for paragraph in joined if paragraph])


def _title_of(front_matter: str) -> str:
    """The `title` of YAML front matter: plain, single- or double-quoted, folded over lines."""
    found = _TITLE.search(front_matter)
    if not found:
        return ""
    raw = found.group(1).strip()
    if raw.startswith('"'):
        raw = re.sub(r"\\\n\s*\\?", "", raw.strip('"')).replace("\\_", " ").replace('\\"', '"')
        raw = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), raw)
    elif raw.startswith("'"):
        raw = raw.strip("'").replace("''", "'")
    return " ".join(raw.split())
