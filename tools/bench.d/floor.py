"""The floor of the parts: what `cargo bench --bench floor` measures over a manuscript of Recto."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# The benchmarks of benches/floor.rs, with what each has done, in the order of a build.
PARTS = {
    "parse": "parse with offsets (pulldown-cmark)",
    "opportunities": "line-break opportunities (icu_segmenter)",
    "shape": "shape each word once (harfrust)",
    "hyphenate": "hyphenate each word once (hypher)",
    "lines": "lines by total fit, with a line fewer and one more",
    "pages": "pages chosen together",
    "content": "content streams",
    "deflate": "deflate, level 6 (flate2)",
    "subset": "reduce the faces (subsetter)",
}


def measure_parts(manuscript, target):
    """The median seconds of each part, by its name. `target` is Cargo's folder for what it builds.

    What an earlier run found is removed before: a benchmark that is gone must not be taken for one
    of this run.
    """
    found = target / "criterion" / "floor"
    shutil.rmtree(found, ignore_errors=True)
    # Criterion asks for its own folder first, and then for Cargo's.
    environment = {**os.environ, "RECTO_BENCH_BOOK": str(manuscript)}
    environment.pop("CRITERION_HOME", None)
    # The tables are what goes to standard output.
    command = ["cargo", "bench", "--locked", "--bench", "floor"]
    subprocess.run(command, cwd=ROOT, env=environment, stdout=sys.stderr, check=True)
    return {part: median_of(found / part / "new" / "estimates.json") for part in PARTS}


def median_of(estimates):
    """Seconds; criterion writes nanoseconds."""
    try:
        told = json.loads(estimates.read_text(encoding="utf-8"))
    except FileNotFoundError:
        sys.exit(f"tools/bench: criterion left no {estimates}")
    return told["median"]["point_estimate"] / 1e9
