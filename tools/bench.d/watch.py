"""`recto watch`: how long after a save the editions are finished, and what a build takes beside it.

Finished is what the program says on standard output, a line for each build. It is believed only
where every edition is newer than the save, and the last word that was saved is in the screen PDF.
"""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import namedtuple

import contenders
from check import text_of, words
from measure import measure_or_exit, peak_memory, products, say, show_end, wait

# Seconds until something has to be finished, and until the program has to have ended.
TIMEOUT, FAREWELL = 120, 10

# What is told once the first editions are there, and where a build made none.
BEGUN, FAILED = "watching ", ": not built"

# A plain word of a sentence. A line is a sentence, and headings and rows of tables begin otherwise.
PLAIN_WORD = re.compile(r"^[A-Z][^\n]*? ([a-z]{4,})(?= [a-z])", re.MULTILINE)

# The seconds after each save, the Runs of the builds beside them, and the peak memory of the
# program that watches.
Watched = namedtuple("Watched", "answers builds memory")


def measure_watch(program, threads, manuscript, scratch, rounds):
    """Watched over a copy of a manuscript in the folder `scratch`. The first save and the first
    build warm the caches and are not counted."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(manuscript, scratch / "recto")
    text = Text(middle_chapter(scratch / "recto"))
    build = contenders.recto(program, threads, "build", "Recto, all three, beside the watch")
    answers, builds = [], []
    with Watching(program, threads, scratch) as watching:
        watching.await_begin()
        for number in range(rounds + 1):
            answers.append(watching.answer(text, number))
            builds.append(measure_or_exit(build, scratch, scratch / build.key))
            say(f"watch: {answers[-1]:.2f} s after the save, {builds[-1].wall:.2f} s by a build")
        watching.require_word(text.word)
    return Watched(answers[1:], builds[1:], peak_memory(watching.usage))


def middle_chapter(manuscript):
    chapters = sorted((manuscript / "body").glob("*.md"))
    return chapters[len(chapters) // 2]


class Text:
    """A text that is saved again and again, each time with another word in its middle."""

    def __init__(self, path):
        self.path, self.word = path, None
        text = path.read_text(encoding="utf-8")
        found = PLAIN_WORD.search(text, len(text) // 2)
        if found is None:
            sys.exit(f"tools/bench: {path} has no plain word after its middle")
        self.before, self.after = text[: found.start(1)], text[found.end(1) :]

    def save(self, number):
        """Writes the whole text anew. The word is one that no book has, and too short to be divided
        between lines."""
        self.word = f"zq{chr(ord('a') + number % 26)}z"
        text = self.before + self.word + self.after
        self.path.write_text(text, encoding="utf-8", newline="\n")


class Watching:
    """The program at work over `scratch`/recto, as long as the block lasts."""

    def __init__(self, program, threads, scratch):
        self.out, self.log, self.usage = scratch / "watch", scratch / "watch.log", None
        limit = contenders.thread_limit(threads)
        command = [str(program), "watch", str(scratch / "recto"), "--out", str(self.out), *limit]
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        self.lines = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def listen(self):
        """Hands on each line with the time at which it was told; None is the end of them."""
        with self.process.stdout as told:
            for line in told:
                self.lines.put((line.decode(errors="replace").rstrip(), time.perf_counter()))
        self.lines.put((None, time.perf_counter()))

    def next_line(self):
        """The next line that is told, and when."""
        try:
            line, at = self.lines.get(timeout=TIMEOUT)
        except queue.Empty:
            self.fail(f"nothing was finished after {TIMEOUT} seconds")
        if line is None:
            self.end()
            self.fail(f"it ended by itself, exit {self.process.returncode}")
        if line.endswith(FAILED) or f"{FAILED}," in line:
            self.fail(line)
        return line, at

    def await_begin(self):
        """Waits until the first editions are finished."""
        while not self.next_line()[0].startswith(BEGUN):
            pass
        say("watch: the first editions are there")

    def answer(self, text, number):
        """Saves a text, and gives the seconds until the editions are finished."""
        while not self.lines.empty():
            say(f"watch: told without a save: {self.next_line()[0]}")
        saved = time.perf_counter()
        text.save(number)
        line, finished = self.next_line()
        if f" after body/{text.path.name} changed" not in line:
            self.fail(f"it said something else than that the text changed: {line}")
        self.require_newer(text.path.stat().st_mtime_ns)
        return finished - saved

    def require_newer(self, saved):
        """All three editions are there and newer than a save, whose time the file system gave."""
        found = products(self.out)
        if len(found) != 3:
            self.fail(f"it made {len(found)} editions of 3")
        for product in found:
            if product.stat().st_mtime_ns <= saved:
                self.fail(f"it said that it was finished, but {product.name} is not newer")

    def require_word(self, word):
        """The screen PDF has a word."""
        screen = screen_pdf(self.out)
        if word not in words(text_of(screen)):
            self.fail(f"{screen.name} lacks the word that was saved last: {word}")

    def end(self):
        """Ends the program, where that was not done before. Ctrl-C would not do: a bench in the
        background hands down that it is to be ignored."""
        if self.usage is None:
            os.kill(self.process.pid, signal.SIGTERM)
            self.usage = wait(self.process, FAREWELL)

    def fail(self, why):
        """Ends the bench."""
        show_end(self.log)
        sys.exit(f"tools/bench: recto watch: {why}")


def screen_pdf(folder):
    """The screen PDF among the editions of a folder."""
    return next(path for path in products(folder) if path.name.endswith("-screen.pdf"))
