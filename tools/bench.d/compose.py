"""Makes the model of a book of any length, by chance.

A thousand pages of 6 x 9 in hold 460,000 words, 970 notes, 600 references to pages, 40 chapters,
lists and a few tables; other lengths in proportion.
"""

import uuid

from model import Book, Chapter, Heading, Items, Note, Paragraph, Piece, Sentence, Table, words_of
from prose import Chance, Prose

WORDS_PER_PAGE = 460
NOTES_PER_PAGE = 0.97
REFERENCES_PER_PAGE = 0.6
CHAPTERS_PER_PAGE = 0.04

WORDS_PER_NOTE = 26
MEAN_PARAGRAPH = 100


def compose(pages, seed):
    """A book of about so many pages. The same arguments give the same book."""
    chance = Chance(f"{seed}/{pages}")
    prose = Prose(chance)
    count = max(1, round(pages * CHAPTERS_PER_PAGE))
    totals = [
        round(pages * rate) for rate in (WORDS_PER_PAGE, NOTES_PER_PAGE, REFERENCES_PER_PAGE)
    ]
    outlines = [
        Outline(part + 1, *(share(total, count, part) for total in totals), chance)
        for part in range(count)
    ]
    composer = Composer(prose, chance, [name for outline in outlines for name in outline.ids()])
    return Book(
        slug=f"bench-{pages}",
        title="A Generated Book",
        subtitle=f"About {pages:,} pages to be measured by",
        publisher="Recto",
        rights="Nobody holds any right in this text.",
        subject="Typesetting",
        language="en-GB",
        date="2026-11-01",
        identifier=str(uuid.uuid5(uuid.NAMESPACE_OID, f"recto bench {pages} {seed}")),
        chapters=[composer.chapter(outline) for outline in outlines],
    )


def share(total, parts, part):
    """The part-th of `parts` whole numbers that are nearly equal and sum to `total`."""
    return total * (part + 1) // parts - total * part // parts


class Outline:
    """A chapter before any text, so that every chapter can be referred to."""

    def __init__(self, number, words, notes, references, chance):
        self.number, self.words, self.notes, self.references = number, words, notes, references
        self.id = f"sec-{number:02}"
        self.has_table = chance.happens(0.5)
        # Some 1,500 words a section, each with up to three subsections.
        sections = max(1, round(words / 1500))
        self.sections = []
        for section in range(1, sections + 1):
            name = f"{self.id}-{section}"
            subsections = [f"{name}-{number}" for number in range(1, chance.between(1, 4))]
            self.sections.append((name, subsections))

    def ids(self):
        return [self.id] + self.headings()

    def headings(self):
        return [name for section, below in self.sections for name in [section] + below]


class Composer:
    """Makes one chapter after the other."""

    def __init__(self, prose, chance, ids):
        self.prose, self.chance, self.ids = prose, chance, ids

    def chapter(self, outline):
        words = outline.words - outline.notes * WORDS_PER_NOTE
        headings = outline.headings()
        chapter = Chapter(outline.number, outline.id, self.prose.title())
        blocks, written = chapter.blocks, 0
        for done, name in enumerate(headings, 1):
            level = 2 if name.count("-") == 2 else 3
            blocks.append(Heading(level, name, self.prose.title()))
            written += words_of(blocks[-1].title)
            # At least one paragraph, and no more than brings the chapter to its share.
            while True:
                block, count = self.block()
                blocks.append(block)
                written += count
                if written >= words * done / len(headings) - MEAN_PARAGRAPH / 2:
                    break
            if outline.has_table and done == (len(headings) + 1) // 2:
                blocks.append(self.table(outline))
        self.refer(chapter, outline.references)
        self.annotate(chapter, outline.notes)
        return chapter

    def block(self):
        """A paragraph, or now and then a list, and its words."""
        if self.chance.happens(0.06):
            items = self.items()
            numbers = len(items.texts) if items.numbered else 0
            return items, sum(map(words_of, items.texts)) + numbers
        return self.paragraph(self.chance.between(40, 160))

    def paragraph(self, words):
        """A paragraph of about so many words, and its words."""
        sentences, count = [], 0
        while words > 8:
            sentence = self.prose.sentence()
            sentences.append(Sentence(self.pieces(sentence), sentence[-1][-1]))
            words -= len(sentence)
            count += words_of(" ".join(sentence))
        return Paragraph(sentences), count

    def pieces(self, sentence):
        """One sentence in fourteen stresses a few of its words. The last mark is left out."""
        sentence = sentence[:-1] + [sentence[-1][:-1]]
        if len(sentence) >= 9 and self.chance.happens(0.07):
            stress = "strong" if self.chance.happens(0.2) else "emphasis"
            start = self.chance.between(2, len(sentence) - 5)
            end = start + self.chance.between(0, 2) + 1
            stressed = sentence[start:end]
            # A mark beside punctuation would not open or close the emphasis.
            if all(word.replace(" ", "").isalpha() for word in stressed):
                return [
                    Piece(" ".join(sentence[:start])),
                    Piece(" ".join(stressed), stress),
                    Piece(" ".join(sentence[end:])),
                ]
        return [Piece(" ".join(sentence))]

    def items(self):
        numbered = self.chance.happens(0.3)
        count = self.chance.between(4, 7) - 1
        return Items(numbered, [" ".join(self.prose.sentence()) for _ in range(count)])

    def table(self, outline):
        chance, prose = self.chance, self.prose
        rows = [
            [
                prose.plural.draw().capitalize(),
                str(chance.between(1850, 2019)),
                f"{chance.between(40, 99_999):,}",
                f"{chance.between(0, 99)}.{chance.between(0, 9)}",
            ]
            for _ in range(chance.between(5, 12))
        ]
        head = ["Entry", "Year", "Number", "Share"]
        return Table(f"tbl-{outline.number:02}", prose.title() + ".", head, rows)

    def refer(self, chapter, how_many):
        """Ends any sentences with a reference to the page of any heading."""
        for sentence in self.some_sentences(chapter, how_many):
            sentence.target = self.chance.of(self.ids)

    def annotate(self, chapter, how_many):
        """Ends any sentences with a note."""
        chosen = {id(sentence) for sentence in self.some_sentences(chapter, how_many)}
        for sentence in chapter.sentences():
            if id(sentence) in chosen:
                text = " ".join(self.prose.sentence(at_least=10))
                if self.chance.happens(0.35):
                    text += " " + " ".join(self.prose.sentence())
                sentence.note = Note(text, inside=self.chance.happens(0.1))

    def some_sentences(self, chapter, how_many):
        """Different sentences of the paragraphs, in random order."""
        return self.chance.shuffled(chapter.sentences())[:how_many]
