"""Writes a book as Pandoc's Markdown, for its EPUB: a file for each chapter, metadata.yaml and
theme.epub.css. Pandoc makes typographic quotation marks and dashes by itself."""

import shutil
from pathlib import Path

from model import Heading, Items, Paragraph

THEME = Path(__file__).parent / "theme.epub.css"
STRESS = {"": "", "emphasis": "*", "strong": "**"}


def write(book, out):
    """Writes into a folder, which is there and empty."""
    shutil.copy(THEME, out / THEME.name)
    numbers = numbers_of(book)
    for chapter in book.chapters:
        text = chapter_text(chapter, numbers)
        (out / f"chapter-{chapter.number:03}.md").write_text(text, encoding="utf-8", newline="\n")
    metadata = f"""---
title: "{book.title}"
subtitle: "{book.subtitle}"
publisher: "{book.publisher}"
rights: "{book.rights}"
subject: "{book.subject}"
lang: {book.language}
date: {book.date}
identifier: "urn:uuid:{book.identifier}"
---
"""
    (out / "metadata.yaml").write_text(metadata, encoding="utf-8", newline="\n")


def numbers_of(book):
    """The number of each heading by its id: an EPUB of Pandoc's knows no pages."""
    numbers = {}
    for chapter in book.chapters:
        numbers[chapter.id] = f"{chapter.number}"
        section = subsection = 0
        for block in chapter.blocks:
            if isinstance(block, Heading) and block.level == 2:
                section, subsection = section + 1, 0
                numbers[block.id] = f"{chapter.number}.{section}"
            elif isinstance(block, Heading):
                subsection += 1
                numbers[block.id] = f"{chapter.number}.{section}.{subsection}"
    return numbers


def chapter_text(chapter, numbers):
    texts = [f"# {chapter.title} {{#{chapter.id}}}"]
    notes = Notes(chapter.id)
    for block in chapter.blocks:
        if isinstance(block, Heading):
            texts.append(f"{'#' * block.level} {block.title} {{#{block.id}}}")
        elif isinstance(block, Paragraph):
            texts.append("\n".join(sentence(own, numbers, notes) for own in block.sentences))
            texts += notes.taken()
        elif isinstance(block, Items):
            texts.append(items(block))
        else:
            texts.append(table(block))
    return "\n\n".join(texts) + "\n"


class Notes:
    """The notes of a chapter. All files are one text to Pandoc, so a label names its chapter."""

    def __init__(self, chapter):
        self.chapter, self.count, self.waiting = chapter, 0, []

    def mark(self, note):
        """What stands in the sentence; the text of most notes waits for the paragraph's end."""
        if note.inside:
            return f"^[{note.text}]"
        self.count += 1
        label = f"[^{self.chapter}-{self.count}]"
        self.waiting.append(f"{label}: {note.text}")
        return label

    def taken(self):
        waiting, self.waiting = self.waiting, []
        return waiting


def sentence(own, numbers, notes):
    pieces = (STRESS[piece.stress] + piece.text + STRESS[piece.stress] for piece in own.pieces)
    reference = f" (see [page {numbers[own.target]}](#{own.target}))" if own.target else ""
    return " ".join(pieces) + reference + own.mark + (notes.mark(own.note) if own.note else "")


def items(block):
    return "\n".join(
        (f"{number}. " if block.numbered else "- ") + text
        for number, text in enumerate(block.texts, 1)
    )


def table(block):
    head, *rows = (f"| {' | '.join(cells)} |" for cells in [block.head, *block.rows])
    return "\n".join([head, "|:--|--:|--:|--:|", *rows, "", f": {block.caption}"])
