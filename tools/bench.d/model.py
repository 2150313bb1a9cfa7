"""The book as every writer gets it: words and their parts, without any format's marks.

Text is plain: quotation marks and apostrophes are those of a keyboard, "--" is a dash. A format
that makes better ones of them gets them as they are; for the others `printed` does it.
"""

import re
from dataclasses import dataclass, field
from typing import List, Optional, Union


@dataclass
class Piece:
    """Words of one stress: "", "emphasis" or "strong"."""

    text: str
    stress: str = ""


@dataclass
class Note:
    """A note at the foot of the page. `inside`: a manuscript has it in the sentence itself, else
    after the paragraph."""

    text: str
    inside: bool


@dataclass
class Sentence:
    """Pieces with a space between them, then "(see page N)" where there is a target, then the
    mark, then the note's mark."""

    pieces: List[Piece]
    mark: str
    target: Optional[str] = None
    note: Optional[Note] = None


@dataclass
class Heading:
    """`level` is 2 for sections, 3 for subsections."""

    level: int
    id: str
    title: str


@dataclass
class Paragraph:
    sentences: List[Sentence]


@dataclass
class Items:
    """A list of one sentence each."""

    numbered: bool
    texts: List[str]


@dataclass
class Table:
    """The first column is text, the others are numbers."""

    id: str
    caption: str
    head: List[str]
    rows: List[List[str]]


Block = Union[Heading, Paragraph, Items, Table]


@dataclass
class Chapter:
    number: int
    id: str
    title: str
    blocks: List[Block] = field(default_factory=list)

    def sentences(self):
        """The sentences of all paragraphs, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from block.sentences


@dataclass
class Book:
    """`identifier` is a UUID."""

    slug: str
    title: str
    subtitle: str
    publisher: str
    rights: str
    subject: str
    language: str
    date: str
    identifier: str
    chapters: List[Chapter]

    def texts(self):
        """Every text that an edition prints, once and in order; notes after their sentence. Numbers
        that are counted, running heads and the table of contents are not among them."""
        yield from (self.title, self.subtitle, self.publisher)
        for chapter in self.chapters:
            yield chapter.title
            for block in chapter.blocks:
                yield from texts_of(block)

    def targets(self):
        """The targets of all page references, in order."""
        return [
            sentence.target
            for chapter in self.chapters
            for sentence in chapter.sentences()
            if sentence.target
        ]


def texts_of(block):
    """The texts of a block."""
    if isinstance(block, Heading):
        yield block.title
    elif isinstance(block, Items):
        yield from block.texts
    elif isinstance(block, Table):
        yield from [block.caption, *block.head]
        for row in block.rows:
            yield from row
    else:
        for sentence in block.sentences:
            yield from (piece.text for piece in sentence.pieces)
            if sentence.target:
                yield "see page"
            if sentence.note:
                yield sentence.note.text


def words_of(text):
    """How many words a text has; marks are none."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def printed(text):
    """Quotation marks, apostrophes and dashes as they are printed."""
    text = re.sub(r'(^|[\s(])"', "\\1\u201c", text).replace('"', "\u201d")
    text = re.sub(r"(^|[\s(\u201c])'", "\\1\u2018", text).replace("'", "\u2019")
    return text.replace("--", "\u2013")
