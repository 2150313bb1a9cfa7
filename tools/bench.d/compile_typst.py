#!/usr/bin/env python3
"""Makes a PDF with the Typst of PyPI, which is a Python module and no program.

    compile_typst.py [--tagged] FONTS BOOK.typ OUT.pdf

With --tagged the PDF is to meet PDF/UA-1 and PDF/A-2a, as Recto's screen PDF does; without, it has
no tags, as Recto's print PDF.
"""

import sys

import typst


def main():
    tagged = sys.argv[1] == "--tagged"
    fonts, source, out = sys.argv[-3:]
    typst.compile(
        source,
        output=out,
        font_paths=[fonts],
        ignore_system_fonts=True,
        pdf_tags=tagged,
        pdf_standards=["ua-1", "a-2a"] if tagged else [],
    )


if __name__ == "__main__":
    main()
