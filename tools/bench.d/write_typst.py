"""Writes a book for Typst: book.typ, a file for each chapter, and theme.typ. Typst makes typographic
quotation marks and dashes by itself."""

import re
import shutil
from pathlib import Path

from model import Heading, Items, Paragraph

THEME = Path(__file__).parent / "theme.typ"
STRESS = {"": ("", ""), "emphasis": ("#emph[", "]"), "strong": ("#strong[", "]")}


def write(book, out):
    """Writes into a folder, which is there and empty."""
    shutil.copy(THEME, out / "theme.typ")
    includes = []
    for chapter in book.chapters:
        name = f"chapter-{chapter.number:02}.typ"
        (out / name).write_text(chapter_text(chapter), encoding="utf-8", newline="\n")
        includes.append(f'#include "{name}"\n')
    head = f"""#import "theme.typ": *
#show: book.with(
  title: "{book.title}",
  subtitle: "{book.subtitle}",
  publisher: "{book.publisher}",
  subject: "{book.subject}",
  date: datetime({date(book)}),
)
"""
    (out / "book.typ").write_text(head + "".join(includes), encoding="utf-8", newline="\n")


def date(book):
    year, month, day = (int(part) for part in book.date.split("-"))
    return f"year: {year}, month: {month}, day: {day}"


def chapter_text(chapter):
    opening = f"#opening()\n= {escaped(chapter.title)} <{chapter.id}>"
    texts = ['#import "theme.typ": *', opening, *map(block_text, chapter.blocks)]
    return "\n\n".join(texts) + "\n"


def block_text(block):
    if isinstance(block, Heading):
        return f"{'=' * block.level} {escaped(block.title)} <{block.id}>"
    if isinstance(block, Paragraph):
        return "\n".join(map(sentence, block.sentences))
    if isinstance(block, Items):
        mark = "+" if block.numbered else "-"
        return "\n".join(f"{mark} {escaped(text)}" for text in block.texts)
    return table(block)


def sentence(own):
    pieces = (escaped(piece.text).join(STRESS[piece.stress]) for piece in own.pieces)
    reference = f" (see #page-of(<{own.target}>))" if own.target else ""
    note = f"#footnote[{escaped(own.note.text)}]" if own.note else ""
    return " ".join(pieces) + reference + own.mark + note


def table(block):
    rows = ["  " + row(cells) for cells in block.rows]
    head = f"  table.header{row(block.head)[:-1].join('()')},"
    caption = f"caption: [{escaped(block.caption)}], columns: 4,"
    return "\n".join([f"#data-table({caption}", head, *rows, f") <{block.id}>"])


def row(cells):
    return " ".join(f"[{escaped(cell)}]," for cell in cells)


def escaped(text):
    return re.sub(r"([\\*_#$<>@~`\[\]])", r"\\\1", text)
