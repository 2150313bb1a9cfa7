"""Sentences with the shape of English prose, by chance.

Words are frequent or rare as in a real book, short ones frequent: line breaking, hyphenation and
kerning meet what they meet there. Of `random` only `random()` is used, whose sequence Python
promises to keep.
"""

import random

from vocabulary import (
    ADJECTIVES,
    ADJECTIVES_IN_NESS,
    ADJECTIVES_WITHOUT_ADVERB,
    CONJUNCTIONS,
    DETERMINERS,
    IRREGULAR_VERBS,
    MASS_NOUNS,
    MODALS,
    NAMES,
    NOUNS,
    OPENINGS,
    PLAIN_ADVERBS,
    PLURAL_DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TOWNS,
    VERBS,
    VERBS_IN_ATE,
    adverb,
    gerund,
    ness,
    past,
    plural,
)


class Chance:
    """Every random decision, built on `random()` alone."""

    def __init__(self, seed):
        self.next = random.Random(seed).random

    def happens(self, probability):
        return self.next() < probability

    def between(self, low, high):
        """An integer, both ends included."""
        return low + int(self.next() * (high - low + 1))

    def of(self, choices):
        return choices[int(self.next() * len(choices))]

    def shuffled(self, choices):
        left, mixed = list(choices), []
        while left:
            mixed.append(left.pop(int(self.next() * len(left))))
        return mixed


class Ranked:
    """Words by frequency: the n-th is met about 1/n as often as the first (Zipf). Short words stand
    early, as they do in English."""

    def __init__(self, chance, words):
        words = sorted(set(words))
        mixed = sorted(words, key=lambda word: len(word) + 12.0 * chance.next())
        total, self.ends, self.words = 0.0, [], mixed
        for rank in range(len(mixed)):
            total += 1.0 / (rank + 12.0)
            self.ends.append(total)
        self.chance = chance

    def draw(self):
        aim = self.chance.next() * self.ends[-1]
        low, high = 0, len(self.ends) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.ends[middle] < aim else (low, middle)
        return self.words[low]


class Prose:
    """Sentences, as lists of words; punctuation hangs on its word."""

    def __init__(self, chance):
        self.chance = chance
        nouns = NOUNS.split()
        verbs = VERBS.split() + VERBS_IN_ATE.split()
        irregular = [entry.split() for entry in IRREGULAR_VERBS.split(";")]
        adjectives = ADJECTIVES.split()
        self.singular = Ranked(chance, nouns)
        self.plural = Ranked(chance, [plural(noun) for noun in nouns])
        self.mass = Ranked(
            chance,
            MASS_NOUNS.split()
            + [ness(adjective) for adjective in ADJECTIVES_IN_NESS.split()]
            + [verb[:-1] + "ion" for verb in VERBS_IN_ATE.split()],
        )
        self.adjective = Ranked(chance, adjectives)
        self.adverb = Ranked(
            chance,
            PLAIN_ADVERBS.split()
            + [adverb(word) for word in adjectives if word not in ADJECTIVES_WITHOUT_ADVERB],
        )
        bases = [verb.rstrip("+") for verb in verbs] + [verb[0] for verb in irregular]
        regular_pasts = [past(verb) for verb in verbs]
        self.base = Ranked(chance, bases)
        self.past = Ranked(chance, regular_pasts + [verb[1] for verb in irregular])
        self.participle = Ranked(chance, regular_pasts + [verb[2] for verb in irregular])
        self.gerund = Ranked(chance, [gerund(verb) for verb in verbs])

    def vocabulary(self):
        """Every word of the open classes."""
        lists = (
            self.singular,
            self.plural,
            self.mass,
            self.adjective,
            self.adverb,
            self.base,
            self.past,
            self.participle,
            self.gerund,
        )
        return {word for ranked in lists for word in ranked.words}

    def sentence(self, at_least=0):
        """One sentence as words, with a capital and a full stop."""
        chance = self.chance
        words = []
        if chance.happens(0.16):
            words += glue(chance.of(OPENINGS).split(), ",")
        elif chance.happens(0.14):
            words += glue([chance.of(SUBORDINATORS)] + self.clause(), ",")
        words += self.clause()
        if chance.happens(0.34):
            words = glue(words, ",") + [chance.of(CONJUNCTIONS)] + self.clause()
        elif chance.happens(0.30):
            words += [chance.of(SUBORDINATORS)] + self.clause()
        elif chance.happens(0.10):
            words = glue(words, ";") + self.clause()
        elif chance.happens(0.06):
            words += ["--"] + self.clause()
        while len(words) < at_least:
            words = glue(words, ",") + [chance.of(CONJUNCTIONS)] + self.clause()
        words[0] = words[0][0].upper() + words[0][1:]
        return glue(words, "?" if chance.happens(0.02) else ".")

    def clause(self):
        subject, many = self.subject()
        words = subject + self.predicate(many)
        for _ in range(self.chance.between(0, 2)):
            words += [self.chance.of(PREPOSITIONS)] + self.noun_phrase()[0]
        if self.chance.happens(0.05):
            words += [f"in {self.chance.between(1780, 2019)}"]
        return words

    def subject(self):
        """The words, and whether they are plural."""
        if self.chance.happens(0.30):
            word, many = self.chance.of(PRONOUNS)
            return [word], many
        return self.noun_phrase()

    def noun_phrase(self, depth=0):
        """The words, and whether they are plural."""
        chance = self.chance
        shape = chance.next()
        if shape < 0.03:
            return [chance.of(("Mr", "Mrs", "Dr")) + " " + chance.of(NAMES)], False
        if shape < 0.05:
            return [chance.of(TOWNS)], False
        if shape < 0.07:
            return [f"{chance.between(2, 9_999):,}", self.plural.draw()], True
        adjectives = [self.adjective.draw()] if chance.happens(0.34) else []
        if adjectives and chance.happens(0.08):
            adjectives = glue(adjectives, ",") + [self.adjective.draw()]
        if shape < 0.20:
            words, many = adjectives + [self.mass.draw()], False
        elif shape < 0.50:
            words, many = [chance.of(PLURAL_DETERMINERS)] + adjectives + [self.plural.draw()], True
        else:
            words = [chance.of(DETERMINERS)] + adjectives + [self.singular.draw()]
            if words[0] == "a" and takes_an(words[1]):
                words[0] = "an"
            if chance.happens(0.06):
                words = glue(words, "'s") + [self.singular.draw()]
            many = False
        if depth == 0 and chance.happens(0.18):
            words += ["of"] + self.noun_phrase(1)[0]
        elif depth == 0 and chance.happens(0.04):
            words = glue(words, ",") + ["which"] + glue(self.predicate(many), ",")
        elif depth == 0 and chance.happens(0.02):
            words += ["(" + self.gerund.draw()] + glue(self.noun_phrase(1)[0], ")")
        elif depth == 0 and chance.happens(0.015):
            words = ['"' + words[0]] + glue(words[1:], '"') if len(words) > 1 else words
        return words, many

    def predicate(self, many):
        chance = self.chance
        shape = chance.next()
        was = "were" if many else "was"
        adverbs = [self.adverb.draw()] if chance.happens(0.22) else []
        if shape < 0.08:
            return [was] + adverbs + [self.adjective.draw()]
        if shape < 0.52:
            verb = adverbs + [self.past.draw()]
        elif shape < 0.66:
            verb = [chance.of(MODALS)] + adverbs + [self.base.draw()]
        elif shape < 0.78:
            verb = [was] + adverbs + [self.participle.draw(), "by"]
        elif shape < 0.88:
            verb = ["had"] + adverbs + [self.participle.draw()]
        elif shape < 0.94:
            verb = ["didn't" if chance.happens(0.3) else "did not", self.base.draw()]
        else:
            verb = [was] + adverbs + [self.gerund.draw()]
        return verb + self.noun_phrase(1)[0]

    def title(self):
        """A heading: three to seven words, only the first with a capital."""
        chance = self.chance
        adjective, noun, nouns = self.adjective.draw(), self.singular.draw(), self.plural.draw()
        words = chance.of(
            (
                ["the", adjective, noun],
                [adjective, nouns, "and", "the", self.singular.draw()],
                [self.gerund.draw(), "the", adjective, noun],
                ["how", "the", noun, self.past.draw(), self.plural.draw()],
                ["of", nouns, "and", self.mass.draw()],
                ["the", noun, "of", self.mass.draw()],
            )
        )
        return " ".join([words[0][0].upper() + words[0][1:]] + words[1:])


def glue(words, mark):
    """Hangs a mark on the last word; a comma gives way."""
    return words[:-1] + [words[-1].rstrip(",") + mark]


def takes_an(word):
    word = word.lower()
    if word.startswith(("hour", "honest", "honour", "heir")):
        return True
    return word[0] in "aeiou" and not word.startswith(("uni", "use", "usu", "euro", "one"))
