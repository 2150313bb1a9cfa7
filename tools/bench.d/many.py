"""Many short manuscripts: all of them in one call of Recto, and each in a call of its own."""

import subprocess
import sys
from collections import namedtuple
from pathlib import Path

from contenders import Contender, thread_limit
from measure import measure_or_exit, median, products, race

GENERATE = Path(__file__).parent / "generate.py"

# Pages of each.
PAGES = 3

# A call for each folder of the folder that the shell is in.
ONE_BY_ONE = """
program=$1 out=$2
shift 2
for manuscript in */; do
    "$program" build "$manuscript" --out "$out" "$@"
done
"""

# The Run of one call for all, that of a call for each, and the files that either wrote.
Many = namedtuple("Many", "together apart files")


def measure_many(program, threads, count, manuscripts, out, rounds):
    """Many over so many manuscripts, which are written into the folder `manuscripts`. The calls for
    each are made once."""
    generate(count, manuscripts)
    together, apart = contenders_of(program, threads, count)
    files = {}

    def inspect(own, folder):
        files[own] = count_files(own, folder, count)

    runs = race([together], manuscripts, out, rounds, inspect)[together]
    if runs.failure is not None:
        sys.exit(f"tools/bench: {together.name}: {runs.failure}")
    folder = out / apart.key
    each = measure_or_exit(apart, manuscripts, folder)
    inspect(apart, folder)
    if files[together] != files[apart]:
        sys.exit(f"tools/bench: one call wrote {files[together]} files, many {files[apart]}")
    return Many(median(runs.runs), each, files[together])


def generate(count, folder):
    command = [sys.executable, GENERATE, "--pages", PAGES, "--count", count, folder]
    subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr)


def contenders_of(program, threads, count):
    """What is measured: one call, and a call for each. Both are run in the manuscripts' folder."""
    limit = thread_limit(threads)

    def all_at_once(book, out):
        names = sorted(path.name for path in book.iterdir())
        return [program, "build", *names, "--out", out, *limit]

    def one_by_one(_, out):
        return ["sh", "-ec", ONE_BY_ONE, "sh", program, out, *limit]

    return (
        Contender("many", f"Recto, {count:,} manuscripts in one call", "", all_at_once),
        Contender("many-apart", f"Recto, {count:,} manuscripts in as many calls", "", one_by_one),
    )


def count_files(own, folder, count):
    """How many files were written; every manuscript must have its three editions."""
    found = len(products(folder))
    if found != 3 * count:
        sys.exit(f"tools/bench: {own.name} made {found:,} editions of {3 * count:,}")
    return sum(path.is_file() for path in folder.rglob("*"))
