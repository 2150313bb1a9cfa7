"""Writes a book as one page of HTML for WeasyPrint, with theme.css: CSS paged media makes the notes at
the foot, the page numbers of references and contents, and the running heads. Quotation marks and
dashes are written as they are printed."""

import html
from pathlib import Path

from model import Heading, Items, Paragraph, printed

THEME = Path(__file__).parent / "theme.css"
FONTS = Path(__file__).resolve().parent.parent.parent / "fonts"
STRESS = {"": ("", ""), "emphasis": ("<em>", "</em>"), "strong": ("<strong>", "</strong>")}


def write(book, out):
    """Writes into a folder, which is there and empty."""
    theme = THEME.read_text(encoding="utf-8").replace("FONTS", FONTS.as_uri())
    (out / "theme.css").write_text(theme, encoding="utf-8", newline="\n")
    chapters = "\n".join(map(chapter_text, book.chapters))
    text = f"""<!DOCTYPE html>
<html lang="{book.language}">
<head>
<meta charset="utf-8">
<title>{escaped(book.title)}</title>
<meta name="keywords" content="{escaped(book.subject)}">
<link rel="stylesheet" href="theme.css">
</head>
<body>
<div class="half-title">{escaped(book.title)}</div>
<div class="title-page">
<p class="title">{escaped(book.title)}</p>
<p class="subtitle">{escaped(book.subtitle)}</p>
<p class="publisher">{escaped(book.publisher)}</p>
</div>
{contents(book)}
{chapters}
</body>
</html>
"""
    (out / "book.html").write_text(text, encoding="utf-8", newline="\n")


def contents(book):
    """The table of contents: chapters and sections."""
    lines = ['<nav class="contents">', "<h1>Contents</h1>"]
    for chapter in book.chapters:
        lines.append(entry("chapter-entry", chapter.number, chapter))
        sections = (block for block in chapter.blocks if is_section(block))
        for number, section in enumerate(sections, 1):
            lines.append(entry("section-entry", f"{chapter.number}.{number}", section))
    return "\n".join([*lines, "</nav>"])


def is_section(block):
    return isinstance(block, Heading) and block.level == 2


def entry(kind, number, target):
    link = f'<a href="#{target.id}"><span class="number">{number}</span>{escaped(target.title)}</a>'
    return f'<p class="{kind}">{link}</p>'


def chapter_text(chapter):
    opening = f'<section class="chapter">\n<h1 id="{chapter.id}">{escaped(chapter.title)}</h1>'
    return "\n".join([opening, *map(block_text, chapter.blocks), "</section>"])


def block_text(block):
    if isinstance(block, Heading):
        return f'<h{block.level} id="{block.id}">{escaped(block.title)}</h{block.level}>'
    if isinstance(block, Paragraph):
        return "<p>" + "\n".join(map(sentence, block.sentences)) + "</p>"
    if isinstance(block, Items):
        kind = "ol" if block.numbered else "ul"
        items = "\n".join(f"<li>{escaped(text)}</li>" for text in block.texts)
        return f"<{kind}>\n{items}\n</{kind}>"
    return table(block)


def sentence(own):
    pieces = (escaped(piece.text).join(STRESS[piece.stress]) for piece in own.pieces)
    reference = f' (see <a class="page" href="#{own.target}">page</a>)' if own.target else ""
    note = f'<span class="note">{escaped(own.note.text)}</span>' if own.note else ""
    return " ".join(pieces) + reference + own.mark + note


def table(block):
    head = "".join(f'<th scope="col">{escaped(cell)}</th>' for cell in block.head)
    rows = "\n".join(row(cells) for cells in block.rows)
    return f"""<table id="{block.id}">
<caption>{escaped(block.caption)}</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>"""


def row(cells):
    first, *others = map(escaped, cells)
    numbers = "".join(f"<td>{cell}</td>" for cell in others)
    return f'<tr><th scope="row">{first}</th>{numbers}</tr>'


def escaped(text):
    return html.escape(printed(text), quote=False)
