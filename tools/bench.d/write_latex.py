"""Writes a book for LuaLaTeX: book.tex, a file for each chapter, and theme.tex. Quotation marks and
dashes are written as they are printed."""

import re
import shutil
from pathlib import Path

from model import Heading, Items, Paragraph, printed

THEME = Path(__file__).parent / "theme.tex"
FONTS = Path(__file__).resolve().parent.parent.parent / "fonts"
STRESS = {"": ("", ""), "emphasis": (r"\emph{", "}"), "strong": (r"\textbf{", "}")}
SECTIONS = {2: "section", 3: "subsection"}


def write(book, out):
    """Writes into a folder, which is there and empty."""
    shutil.copy(THEME, out / "theme.tex")
    inputs = []
    for chapter in book.chapters:
        name = f"chapter-{chapter.number:02}"
        (out / f"{name}.tex").write_text(chapter_text(chapter), encoding="utf-8", newline="\n")
        inputs.append(rf"\input{{{name}}}" + "\n")
    text = rf"""\newcommand\fonts{{{FONTS}/}}
\newcommand\booktitle{{{book.title}}}
\newcommand\booksubtitle{{{escaped(book.subtitle)}}}
\newcommand\bookpublisher{{{book.publisher}}}
\newcommand\booksubject{{{book.subject}}}
\input{{theme}}
\begin{{document}}
\frontpages
\tableofcontents
\mainmatter
{"".join(inputs)}\end{{document}}
"""
    (out / "book.tex").write_text(text, encoding="utf-8", newline="\n")


def chapter_text(chapter):
    opening = rf"\chapter{{{escaped(chapter.title)}}}\label{{{chapter.id}}}"
    return "\n\n".join([opening, *map(block_text, chapter.blocks)]) + "\n"


def block_text(block):
    if isinstance(block, Heading):
        return rf"\{SECTIONS[block.level]}{{{escaped(block.title)}}}\label{{{block.id}}}"
    if isinstance(block, Paragraph):
        return "\n".join(map(sentence, block.sentences))
    if isinstance(block, Items):
        kind = "enumerate" if block.numbered else "itemize"
        items = "\n".join(rf"\item {escaped(text)}" for text in block.texts)
        return rf"\begin{{{kind}}}" + f"\n{items}\n" + rf"\end{{{kind}}}"
    return table(block)


def sentence(own):
    pieces = (escaped(piece.text).join(STRESS[piece.stress]) for piece in own.pieces)
    reference = rf" (see page~\pageref{{{own.target}}})" if own.target else ""
    note = rf"\footnote{{{escaped(own.note.text)}}}" if own.note else ""
    return " ".join(pieces) + reference + own.mark + note


def table(block):
    head = row(rf"\textbf{{{cell}}}" for cell in block.head)
    rows = "\n".join(row(map(escaped, cells)) for cells in block.rows)
    caption = rf"\caption{{{escaped(block.caption)}}}\label{{{block.id}}}"
    return "\n".join(
        [rf"\begin{{datatable}}{{{caption}}}", head, r"\midrule", rows, r"\end{datatable}"]
    )


def row(cells):
    return " & ".join(cells) + r" \\"


def escaped(text):
    return re.sub(r"([&%$#_{}])", r"\\\1", printed(text))
