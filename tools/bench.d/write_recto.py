"""Writes a book as a manuscript of Recto: book.toml and a Markdown file for each chapter."""

from model import Heading, Items, Paragraph

STRESS = {"": "", "emphasis": "*", "strong": "**"}


def write(book, out):
    """Writes the manuscript's folder, which is there and empty."""
    (out / "body").mkdir()
    files = []
    for chapter in book.chapters:
        files.append(f"body/chapter-{chapter.number:02}.md")
        (out / files[-1]).write_text(chapter_text(chapter), encoding="utf-8", newline="\n")
    (out / "book.toml").write_text(book_toml(book, files), encoding="utf-8", newline="\n")


def chapter_text(chapter):
    texts, notes = [f"# {chapter.title} {{#{chapter.id}}}"], 0
    for block in chapter.blocks:
        if isinstance(block, Heading):
            texts.append(f"{'#' * block.level} {block.title} {{#{block.id}}}")
        elif isinstance(block, Paragraph):
            text, after, notes = paragraph(block, notes)
            texts += [text, *after]
        elif isinstance(block, Items):
            texts.append(items(block))
        else:
            texts.append(table(block))
    return "\n\n".join(texts) + "\n"


def paragraph(block, notes):
    """The text, a line for each sentence; the notes after it; how many notes there are by now."""
    lines, after = [], []
    for own in block.sentences:
        pieces = (STRESS[piece.stress] + piece.text + STRESS[piece.stress] for piece in own.pieces)
        reference = f" (see [@{own.target}]{{.page}})" if own.target else ""
        mark = ""
        if own.note:
            notes += 1
            mark = f"^[{own.note.text}]" if own.note.inside else f"[^{notes}]"
            if not own.note.inside:
                after.append(f"[^{notes}]: {own.note.text}")
        lines.append(" ".join(pieces) + reference + own.mark + mark)
    return "\n".join(lines), after, notes


def items(block):
    return "\n".join(
        (f"{number}. " if block.numbered else "- ") + text
        for number, text in enumerate(block.texts, 1)
    )


def table(block):
    fence = f'::: {{#{block.id} .table align="l r r d" headers="column row"}}'
    head = [row(block.head), "|:--|--:|--:|--:|"]
    rows = [row(cells) for cells in block.rows]
    return "\n".join([fence, "", *head, *rows, "", block.caption, "", ":::"])


def row(cells):
    return f"| {' | '.join(cells)} |"


def book_toml(book, files):
    listed = ",\n".join(f'  "{name}"' for name in files)
    generated = "\n".join(
        f'[[contents.front]]\ngenerate = "{what}"\n'
        for what in ("half-title", "title", "imprint", "contents")
    )
    return f"""[book]
slug = "{book.slug}"
title = "{book.title}"
subtitle = "{book.subtitle}"
short_title = "{book.title}"
language = "{book.language}"
date = "{book.date}"
publisher = "{book.publisher}"
rights = "{book.rights}"
subjects = ["{book.subject}"]
identifier = "urn:uuid:{book.identifier}"

{generated}
[[contents.body]]
role = "chapter"
files = [
{listed},
]

[notes]
numbering = "chapter"

[page]
trim = ["6in", "9in"]
inside = "19mm"
outside = "16mm"
head = "19mm"
lines = 42

[type.body]
family = "text"
size = "10pt"
leading = "12.5pt"
"""
