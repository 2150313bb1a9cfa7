"""The results as Markdown, and their place in the documentation."""

import datetime
import os
import platform
import re
import statistics
from collections import namedtuple
from pathlib import Path

from floor import PARTS
from measure import SLOW, TIMEOUT, median

BEGIN = "<!-- results of tools/bench -->"
END = "<!-- end of results -->"

# What was seen of a product: the pages of a PDF, and how often LuaLaTeX ran for it; None elsewhere.
Seen = namedtuple("Seen", "pages passes")


def size_table(pages, results, seen):
    """The contenders at one size. `seen`: what was Seen of each, by key."""
    lines = [
        f"### {pages:,} pages\n",
        "| | pages | wall s | CPU s | peak MB | written MB | runs | wall ÷ | CPU ÷ | memory ÷ |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    medians = {own.key: median(result.runs) for own, result in results.items() if result.runs}
    for own, result in results.items():
        if result.failure is not None:
            lines.append(row([f"{own.name}: {result.failure}", *[""] * 9]))
            continue
        run, looks = medians[own.key], seen[own.key]
        name = own.name + (f", {looks.passes} passes" if looks.passes else "")
        printed = f"{looks.pages:,}" if looks.pages else ""
        ratios = ratio_cells(run, medians[own.rival]) if own.peer else [""] * 3
        lines.append(row([name, printed, *run_cells(run), str(len(result.runs)), *ratios]))
    if "typst-tagged" in medians:
        ratios = ratio_cells(medians["typst-tagged"], medians["all"])
        lines.append(row(["Typst, tagged PDF, beside Recto, all three", *[""] * 6, *ratios]))
    return "\n".join(lines) + "\n"


def run_cells(run):
    """A Run in seconds and megabytes."""
    return [
        f"{run.wall:.2f}",
        f"{run.cpu:.2f}",
        f"{run.memory / 1e6:,.0f}",
        f"{run.written / 1e6:.2f}",
    ]


def ratio_cells(peer, recto):
    return [f"{own / other:.1f}" for own, other in zip(peer[:3], recto[:3])]


def floor_table(floors):
    """What programs that do nothing take."""
    lines = ["| | wall s | CPU s | peak MB |", "|---|--:|--:|--:|"]
    for own, result in floors.items():
        lines.append(row([own.name, *run_cells(median(result.runs))[:3]]))
    return "\n".join(lines) + "\n"


def alone_table(measured, threads):
    """Recto alone, all three editions. `measured`: by size its printed pages, the Run with one thread
    and with more, and the instructions with one, `None` where nothing could count them."""
    many = f"{threads} threads"
    lines = [
        "### Recto alone\n",
        "Print PDF, screen PDF and EPUB in one run.\n",
        "| pages asked for | printed | wall s, 1 thread | CPU s | peak MB "
        f"| wall s, {many} | CPU s | peak MB | gain in wall | CPU ms a page, 1 thread "
        "| thousand instructions a page |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    costs, counts = [], []
    for pages, (printed, one, more, counted) in sorted(measured.items()):
        costs.append(one.cpu * 1000 / printed)
        cells = [f"{pages:,}", f"{printed:,}", *run_cells(one)[:3], *run_cells(more)[:3]]
        cells += [f"{one.wall / more.wall:.2f}", f"{costs[-1]:.2f}"]
        if counted is None:
            lines.append(row([*cells, "not counted"]))
            continue
        counts.append(counted / printed)
        lines.append(row([*cells, f"{counts[-1] / 1000:,.0f}"]))
    lines += spread_lines(costs, counts)
    lines += memory_line({run[0]: run[2].memory for run in measured.values()}, many)
    return "\n".join(lines) + "\n"


def spread_lines(costs, counts):
    """How far the cost of a page is the same at all sizes. `costs`: seconds by size; `counts`:
    instructions, of those sizes that were counted."""
    spread = f"{max(costs) / min(costs):.2f}"
    lines = [f"\nThe dearest page of these sizes costs {spread} times as much as the cheapest."]
    if counts:
        middle = (max(counts) + min(counts)) / 2
        spread, off = max(counts) / min(counts), max(counts) / middle - 1
        lines.append(
            f"In instructions, which no other process changes, it is {spread:.2f} times: all sizes are "
            f"within {off:.0%} of the middle."
        )
    return lines


def memory_line(peaks, many):
    """A sentence on what a page more takes, from the smallest and the largest size; none where the
    largest takes no more. `peaks`: bytes by printed pages."""
    smallest, largest = min(peaks), max(peaks)
    if peaks[largest] <= peaks[smallest]:
        return []
    slope = (peaks[largest] - peaks[smallest]) / (largest - smallest)
    base = peaks[smallest] - slope * smallest
    told = f"about {base / 1e6:,.0f} MB and {slope / 1e3:,.0f} kB for each printed page more"
    line = "a line through the smallest and the largest size"
    return [f"\nPeak memory with {many} is {told} ({line})."]


def watch_table(pages, printed, watched):
    """What a save takes, beside a build. `watched`: what `watch` measured."""
    answer, build = statistics.median(watched.answers), median(watched.builds)
    ratios = [f"{build.wall / answer:.1f}", f"{build.memory / watched.memory:.1f}"]
    lines = [
        "### Watch\n",
        f"A word in the middle of the book of {pages:,} pages ({printed:,} printed) is changed and "
        "saved, and all three editions are made anew; beside it a build of the same text.\n",
        "| | wall s | peak MB |",
        "|---|--:|--:|",
        row(["`recto watch`, from the save", f"{answer:.2f}", f"{watched.memory / 1e6:,.0f}"]),
        row(["`recto build`", f"{build.wall:.2f}", f"{build.memory / 1e6:,.0f}"]),
        row(["build ÷ watch", *ratios]),
    ]
    return "\n".join(lines) + "\n"


def many_table(count, pages, many):
    """Many manuscripts in one call and in many. `many`: what `many` measured."""
    together, apart, files = many
    lines = [
        "### Many manuscripts\n",
        f"{count:,} manuscripts of about {pages} pages, all three editions, in one call, and in a "
        "call for each, one after the other, which was done once.\n",
        "| | wall s | CPU s | peak MB | files | written MB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, run in [("one call", together), (f"{count:,} calls", apart)]:
        *cells, written = run_cells(run)
        lines.append(row([name, *cells, f"{files:,}", written]))
    lines.append(row([f"{count:,} calls ÷ one", *ratio_cells(apart, together), "", ""]))
    return "\n".join(lines) + "\n"


def instructions_tables(pages, printed, counted):
    """The instructions of builds. `counted`: what `instructions` counted."""
    total = sum(counted.owners.values())
    lines = [
        "### Instructions\n",
        f"Counted by Callgrind ({counted.version}) over the book of {pages:,} pages ({printed:,} "
        "printed), on one thread.\n",
        "| edition | million | thousand a page |",
        "|---|--:|--:|",
        *(
            row([edition, f"{count / 1e6:,.0f}", f"{count / printed / 1e3:,.0f}"])
            for edition, count in counted.totals.items()
        ),
        "\nWhose functions they are, with all three editions:\n",
        "| functions of | million | share |",
        "|---|--:|--:|",
        *(
            row([name, f"{count / 1e6:,.1f}", f"{count / total:.1%}"])
            for name, count in counted.owners.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def parts_table(pages, printed, parts, build):
    """Recto beside the floor. `parts`: the seconds of each part, by its name; `build`: the Run of
    the print edition on one thread."""
    total = sum(parts.values())
    others = total - parts["pages"]
    lines = [
        "### The floor of the parts\n",
        f"The bare libraries over the book of {pages:,} pages ({printed:,} printed), and Recto's "
        "print PDF of it, on one thread.\n",
        "| part | CPU ms |",
        "|---|--:|",
        *(row([told, f"{parts[part] * 1000:,.1f}"]) for part, told in PARTS.items()),
        row(["**sum**", f"{total * 1000:,.0f}"]),
        row(["Recto, print PDF", f"{build.cpu * 1000:,.0f}"]),
        row(["Recto ÷ sum", f"{build.cpu / total:.1f}"]),
        row(["Recto ÷ sum without pages", f"{build.cpu / others:.1f}"]),
    ]
    return "\n".join(lines) + "\n"


def row(cells):
    return f"| {' | '.join(cells)} |"


def heading(versions, rounds, load):
    """The machine, the date, the versions, and how often was measured. `load`: the processes that were
    at work before the first run, on average of a minute."""
    lines = [
        f"Measured on {datetime.date.today():%-d %B %Y}: {processor()}, {os.cpu_count()} cores, "
        f"{memory() / 1e9:.0f} GB of memory, {platform.system()} {kernel()}. "
        f"Load before the first run: {load:.2f}.\n",
        *(f"- {version}" for version in versions),
        f"\nMedians of {rounds} runs, of fewer where a run takes more than {SLOW} seconds. "
        f"A run that takes more than {TIMEOUT // 60} minutes is ended.\n",
    ]
    return "\n".join(lines)


def processor():
    """The model of the processor."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    model = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return model[1].strip() if model else platform.machine()


def kernel():
    """Its version, without what a distributor adds."""
    return re.match(r"[\d.]*\d|", platform.release())[0]


def memory():
    """Bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def write_between_markers(path, results):
    """Replaces what stands between the two markers of a document."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"tools/bench: {path} lacks the markers {BEGIN} and {END}")
    path.write_text(f"{before}{BEGIN}\n\n{results}\n{END}{after}", encoding="utf-8", newline="\n")
