"""Who is compared: Recto's editions and what makes the same with the peers."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FONTS = ROOT / "fonts"
TOOLS = ROOT / "target" / "tools"
PYTHON = TOOLS / "peers" / "bin" / "python"
WEASYPRINT = TOOLS / "peers" / "bin" / "weasyprint"
PANDOC = TOOLS / "pandoc" / "pypandoc" / "files" / "pandoc"
TYPST = Path(__file__).parent / "compile_typst.py"

# The compiler has another version than the package that carries it.
TYPST_VERSION = """
import typst
version = typst.query(b"#metadata(str(sys.version)) <v>", "<v>", field="value", one=True)
print("Typst", version.strip('"'), "in PyPI's typst", typst.__version__)
"""

PEERS = ("typst", "latex", "weasyprint", "pandoc")
EMBEDDED = (
    "Literata_400Regular",
    "Literata_400Regular_Italic",
    "Literata_700Bold",
    "SourceSans3_700Bold",
)


class Contender:
    """A program and what it is to make. `command` gets the book's folder and the folder to write into;
    `key` names that folder. The program is run in the book's folder of `source`. A peer has its name of
    PEERS and a `rival`: the key of the edition of Recto that makes the same."""

    def __init__(self, key, name, source, command, peer=None, rival=None, environment=None):
        self.key, self.name, self.source, self.command = key, name, source, command
        self.peer, self.rival = peer, rival
        self.environment = environment or {}

    def folder(self, book):
        return book / self.source


def thread_limit(threads):
    """The arguments with which Recto works on so many threads; None stands for all cores."""
    return [] if threads is None else ["--threads", str(threads)]


def recto(program, threads, key, name, *arguments):
    """An edition of Recto, or all three of them."""
    limit = thread_limit(threads)

    def command(book, out):
        return [program, "build", book / "recto", "--out", out, *arguments, *limit]

    return Contender(key, name, "recto", command)


def field(program, threads, peers):
    """All contenders of the comparison, in the order of the table."""
    everyone = [
        recto(program, threads, "print", "Recto, print PDF", "--edition", "print"),
        typst("typst", "Typst, PDF without tags", "print"),
        latex(),
        weasyprint(),
        recto(program, threads, "screen", "Recto, screen PDF", "--edition", "screen"),
        typst("typst-tagged", "Typst, tagged PDF", "screen", "--tagged"),
        recto(program, threads, "epub", "Recto, EPUB", "--edition", "epub"),
        pandoc(),
        recto(program, threads, "all", "Recto, all three"),
    ]
    return [own for own in everyone if own.peer is None or own.peer in peers]


def typst(key, name, rival, *arguments):
    def command(book, out):
        return [PYTHON, TYPST, *arguments, FONTS, book / "typst" / "book.typ", out / "book.pdf"]

    return Contender(key, name, "typst", command, "typst", rival)


def latex():
    """LuaLaTeX, as often as latexmk finds it necessary until the references stay as they are."""

    def command(_, out):
        options = ["-lualatex", "-interaction=nonstopmode", "-halt-on-error"]
        return ["latexmk", *options, f"-outdir={out}", "book.tex"]

    # The caches of faces.
    environment = {"TEXMFCACHE": str(TOOLS / "peers" / "texmf-cache")}
    name = "LuaLaTeX, PDF without tags"
    return Contender("latex", name, "latex", command, "latex", "print", environment)


def weasyprint():
    def command(_, out):
        return [WEASYPRINT, "--quiet", "book.html", out / "book.pdf"]

    return Contender("weasyprint", "WeasyPrint, PDF without tags", "html", command, "weasyprint", "print")


def pandoc():
    def command(book, out):
        texts = sorted((book / "pandoc").glob("chapter-*.md"))
        options = ["--from=markdown", "--to=epub3", "--number-sections", "--toc", "--toc-depth=2"]
        options += ["--split-level=1", "--reference-location=section", "--css=theme.epub.css"]
        options += [f"--epub-embed-font={FONTS / face}.ttf" for face in EMBEDDED]
        return [PANDOC, *options, f"--output={out / 'book.epub'}", "metadata.yaml", *texts]

    return Contender("pandoc", "Pandoc, EPUB", "pandoc", command, "pandoc", "epub")


def floors(peers):
    """Programs that do nothing: what cannot be told apart from nothing, and what Typst's carrier costs
    before Typst begins."""
    nothing = [Contender("true", "`true`", "recto", lambda book, out: ["true"])]
    if "typst" in peers:
        command = [PYTHON, "-c", "import typst"]
        name = '`python3 -c "import typst"`'
        nothing.append(Contender("import-typst", name, "recto", lambda book, out: command))
    return nothing


def latex_runs(log):
    """How often latexmk ran LuaLaTeX, from its log, a path."""
    told = log.read_text(errors="replace")
    return len(re.findall(r"^Run number \d+ of rule 'lualatex'", told, re.MULTILINE))


def versions(program, peers):
    """The first line of what each contender says about its version."""
    commands = {
        "recto": [program, "--version"],
        "typst": [PYTHON, "-c", TYPST_VERSION],
        "latex": ["lualatex", "--version"],
        "weasyprint": [WEASYPRINT, "--version"],
        "pandoc": [PANDOC, "--version"],
    }
    lines = [first_line(commands[name]) for name in ("recto", *peers)]
    if "latex" in peers:
        lines.append(first_line(["latexmk", "--version"]))
    return lines


def first_line(command):
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, env=environment, check=True
    )
    lines = done.stdout.decode(errors="replace").splitlines()
    line = next(line.strip() for line in lines if line.strip())
    return line.removeprefix("This is ")
