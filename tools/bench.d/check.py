#!/usr/bin/env python3
"""Tells whether a PDF or an EPUB has all of a generated book.

    check.py BOOK PRODUCT

BOOK is a folder that generate.py --formats wrote. Words are counted in what a reader sees: a word that
is divided between lines is one, running heads, contents and counted numbers come on top. Exit 1: words
or references to pages are lost, or there is far more than the book has.
"""

import html
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

# Of the words, how many may be lost (those that are divided between pages look like it), and how many
# there may be on top.
MAY_MISS, MAY_ADD = 0.01, 0.08


def main():
    book, product = Path(sys.argv[1]), Path(sys.argv[2])
    facts = json.loads((book / "facts.json").read_text(encoding="utf-8"))
    expected = words((book / "words.txt").read_text(encoding="utf-8"))
    text = text_of(product)
    found = words(text)
    missing = sum((Counter(expected) - Counter(found)).values())
    references = len(re.findall(r"see\s+page\s+\d", text))
    faults = []
    if missing > len(expected) * MAY_MISS:
        faults.append(f"{missing:,} of {len(expected):,} words are missing")
    if len(found) > len(expected) * (1 + MAY_ADD):
        faults.append(f"{len(found):,} words instead of {len(expected):,}")
    # A page may end inside one.
    if references < facts["page references"] * 0.97 - 2:
        faults.append(f"{references} of {facts['page references']} page references are there")
    if faults:
        sys.exit(f"{product}: {'; '.join(faults)}")
    print(f"{len(expected):,} words, {missing:,} not found, {len(found) - len(expected):,} more")


def text_of(product):
    if product.suffix == ".epub":
        return epub_text(product)
    command = ["pdftotext", str(product), "-"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return done.stdout.decode("utf-8", errors="replace")


def epub_text(product):
    """The text of all pages of an EPUB, without its navigation document."""
    texts = []
    with zipfile.ZipFile(product) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml") and not name.endswith("nav.xhtml"):
                page = archive.read(name).decode("utf-8")
                body = page[page.find("<body") :]
                # Where a block ends, a word does; where a span or a link ends, none does.
                body = re.sub(r"</?(?:p|h\d|li|t[dhr]|caption|a[^>]*noteref[^>]*)\b[^>]*>", " ", body)
                texts.append(html.unescape(re.sub(r"<[^>]*>", "", body)))
    return "\n".join(texts)


def words(text):
    """The words and the numbers of a text; a word may be counted as two where a mark divides it."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[-\u2010\u00ad]\n(?=[a-z])", "", text)
    return re.findall(r"[^\W\d_]+|\d+", text)


if __name__ == "__main__":
    main()
