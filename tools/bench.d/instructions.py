"""The instructions of a build on one thread, counted by Callgrind: how many each edition needs, and
which room of the program or which library takes them.

Counts do not depend on what else the machine does, so that one run of each is enough.
"""

import re
import shutil
import sys
from collections import Counter, namedtuple

import contenders
from measure import Failure, measure, measure_or_exit, say

# What is counted, by name, with the arguments of `recto build`.
EDITIONS = {
    "print PDF": ("--edition", "print"),
    "screen PDF": ("--edition", "screen"),
    "EPUB": ("--edition", "epub"),
    "all three": (),
}
ALL = "all three"

# Callgrind counts `rep stosb`, one instruction, for each byte that it sets. So glibc is told to do
# without it.
ENVIRONMENT = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-ERMS,-FSRM"}

# Whose a function is, by the beginning of its name.
OWNERS = {
    "`recto::parse`": r"recto::parse\b",
    "`recto::resolve`": r"recto::resolve\b",
    "`recto::layout`": r"recto::layout\b",
    "`recto::pdf`": r"recto::pdf\b",
    "`recto::epub`": r"recto::epub\b",
    "other rooms of `recto`": r"recto\b",
    "pulldown-cmark": r"pulldown_cmark\b",
    "harfrust": r"harfrust\b",
    "hypher": r"hypher\b",
    "ICU4X": r"icu_\w+",
    "zlib-rs": r"zlib_rs\b",
    "check sums (sha2)": r"sha2\b",
    "Rust's library: core, alloc, std, hashbrown": r"(core|alloc|std|hashbrown)::",
    "the allocator": r"_?mi_|(__libc_)?(malloc|calloc|realloc|free)$|_int_(malloc|free|realloc)$",
    "libc: memcpy, memset, memcmp": r"_*(mem(cpy|move|set|cmp|chr)|bcmp)",
}
REST = "the rest"

# What stands before the path of a method's type: "<recto::pdf::Page as core::fmt::Debug>::fmt".
BEFORE_PATH = re.compile(r"[<&\[(]*(?:(?:mut|dyn) )?[<&]*")

# A name stands where its number is met first, also where the function is called.
FUNCTION = re.compile(r"(c?)fn=\((\d+)\)(?: (.+))?")

# The instructions of each of EDITIONS, those of all three by owner, and the version of Valgrind.
Counted = namedtuple("Counted", "totals owners version")


def measure_instructions(program, book, out, inspect):
    """Counted for a book. `inspect` gets each contender and what it made."""
    if shutil.which("valgrind") is None:
        sys.exit("tools/bench: there is no valgrind: tools/install valgrind brings it")
    totals, functions = {}, Counter()
    for edition in EDITIONS:
        own = contender(program, edition)
        folder = out / own.key
        say(f"{own.name}: some fifty times as long as without")
        measure_or_exit(own, book, folder)
        inspect(own, folder)
        functions = self_costs(counts_of(folder))
        totals[edition] = sum(functions.values())
        if edition == ALL:
            owners = by_owner(functions)
    return Counted(totals, owners, contenders.first_line(["valgrind", "--version"]))


def count_by_processor(program, book, out):
    """The instructions of a build of all three editions on one thread as the processor counts them;
    `None` where there is no `perf`, or it may not ask."""
    perf = shutil.which("perf")
    if perf is None:
        return None
    plain = contenders.recto(program, 1, "counted", "Recto under perf")
    told = out / "counted.perf"

    counting = [perf, "stat", "--field-separator", ",", "--event", "instructions:u"]
    own = under(plain, lambda folder: [*counting, "--output", told, "--"])
    try:
        measure(own, book, out / own.key)
    except Failure as failure:
        say(f"instructions are not counted: {failure}")
        return None
    lines = told.read_text(encoding="utf-8").splitlines()
    counts = [line.split(",")[0] for line in lines if ",instructions" in line]
    return int(counts[0]) if counts and counts[0].isdecimal() else None


def contender(program, edition):
    """Recto under Callgrind."""
    key = f"instructions-{edition.replace(' ', '-').lower()}"
    name = f"Recto under Callgrind, {edition}"
    plain = contenders.recto(program, 1, key, name, *EDITIONS[edition])

    def counting(folder):
        return ["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts_of(folder)}"]

    return under(plain, counting, ENVIRONMENT)


def under(plain, counting, environment=None):
    """A contender whose command follows that which counts. `counting`: that by the folder of the
    editions."""

    def command(book, folder):
        return [*counting(folder), *plain.command(book, folder)]

    name, source = plain.name, plain.source
    return contenders.Contender(plain.key, name, source, command, environment=environment)


def counts_of(folder):
    """Where Callgrind writes to, beside the folder of the editions."""
    return folder.with_suffix(".callgrind")


def self_costs(path):
    """The instructions of each function without those that it calls, from a file of Callgrind's
    (https://valgrind.org/docs/manual/cl-format.html)."""
    names, costs, own, is_call, total = {}, Counter(), None, False, None
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            found = FUNCTION.match(line)
            if found:
                called, number, name = found.groups()
                names[number] = name or names[number]
                own = own if called else names[number]
            elif line.startswith("calls="):
                is_call = True
            elif line[0] in "0123456789+-*":
                # The line after a call has what the call took.
                if not is_call:
                    costs[own] += int(line.split()[-1])
                is_call = False
            elif line.startswith("totals:"):
                total = int(line.split()[1])
    if sum(costs.values()) != total:
        sys.exit(f"tools/bench: the functions in {path} do not sum to {total}")
    return costs


def by_owner(functions):
    """The instructions of each of OWNERS and of the rest."""
    costs = Counter(dict.fromkeys([*OWNERS, REST], 0))
    for name, cost in functions.items():
        costs[owner(name)] += cost
    return costs


def owner(name):
    path = name[BEFORE_PATH.match(name).end() :]
    return next((own for own, begins in OWNERS.items() if re.match(begins, path)), REST)
