#!/usr/bin/env python3
"""Writes a book of any length, to measure how fast it is made.

    generate.py --pages 1000 OUT            a Recto manuscript
    generate.py --pages 1000 --formats OUT  the same book in every format of the benchmark
    generate.py --pages 3 --count 500 OUT   500 manuscripts, each of another text

The book is nonsense with the shape of English: sentences from a small grammar over some 4,000
inflected words. A thousand pages of 6 x 9 in hold 460,000 words, 970 notes, 600 references to
pages, 40 chapters, lists and a few tables; other lengths in proportion. The same arguments give
the same bytes, with any Python 3.9 or later.

With --formats, OUT gets a folder for each format, OUT/words.txt with all that an edition prints,
and OUT/facts.json, which counts what must be found again in it. With --count, OUT gets a folder for
each manuscript, and each has a slug and a seed of its own.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import write_html
import write_latex
import write_pandoc
import write_recto
import write_typst
from compose import compose
from model import Table, printed, words_of

WRITERS = {
    "recto": write_recto,
    "typst": write_typst,
    "latex": write_latex,
    "html": write_html,
    "pandoc": write_pandoc,
}


def main():
    arguments = parse_arguments()
    if arguments.count:
        write_many(arguments)
        return
    book, out = compose(arguments.pages, arguments.seed), arguments.out
    facts = facts_of(book)
    if arguments.formats:
        for name, writer in WRITERS.items():
            writer.write(book, emptied(out / name))
        words = "\n".join(printed(text) for text in book.texts())
        (out / "words.txt").write_text(words + "\n", encoding="utf-8", newline="\n")
        (out / "facts.json").write_text(json.dumps(facts) + "\n", encoding="utf-8", newline="\n")
    else:
        write_recto.write(book, emptied(out))
    print(f"{out}: " + ", ".join(f"{count:,} {name}" for name, count in facts.items()))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, metavar="OUT", help="folder, written anew")
    parser.add_argument("--pages", type=int, default=300, help="about so many printed pages (300)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another book (1)")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--formats", action="store_true", help="every format of the benchmark")
    either.add_argument("--count", type=int, help="so many manuscripts, a folder for each")
    return parser.parse_args()


def write_many(arguments):
    """Manuscripts of which no two are alike: 0001, 0002 and so on."""
    out = emptied(arguments.out)
    for number in range(1, arguments.count + 1):
        book = compose(arguments.pages, arguments.seed + number - 1)
        book.slug += f"-{number:04}"
        write_recto.write(book, emptied(out / f"{number:04}"))
    print(f"{out}: {arguments.count:,} manuscripts")


def facts_of(book):
    """What the book holds, by name."""
    blocks = [block for chapter in book.chapters for block in chapter.blocks]
    sentences = [sentence for chapter in book.chapters for sentence in chapter.sentences()]
    return {
        "words": sum(map(words_of, book.texts())),
        "chapters": len(book.chapters),
        "notes": sum(sentence.note is not None for sentence in sentences),
        "page references": len(book.targets()),
        "tables": sum(isinstance(block, Table) for block in blocks),
    }


def emptied(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    main()
