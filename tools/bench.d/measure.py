"""Runs programs and takes their time, CPU time, memory and what they write.

Every run is a cold one: a new process and an empty folder to write into. CPU time and peak memory are
the kernel's own count for the process and its children. A child begins with the memory of the process
that starts it, so this one keeps nothing large.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import namedtuple

# Seconds, seconds, bytes, bytes.
Run = namedtuple("Run", "wall cpu memory written")

# What became of a contender: its counted runs, or why there are none.
Result = namedtuple("Result", "runs failure")

# Seconds. A run that takes longer than SLOW is repeated only as often as BUDGET allows.
TIMEOUT, SLOW, BUDGET = 15 * 60, 60, 5 * 60


class Failure(Exception):
    """Why a run gave nothing."""


def race(field, book, out, rounds, inspect):
    """Each contender with its Result. They take turns, so that a machine that slows down slows all of
    them. The first run warms the disk's cache, is inspected, and is not counted, except where runs
    are slow. `inspect` gets the contender and its folder."""
    results, due = {}, {}
    for contender in field:
        folder = out / contender.key
        say(f"{contender.name}: first run")
        try:
            first = measure(contender, book, folder)
        except Failure as failure:
            results[contender], due[contender] = Result([], str(failure)), 0
            say(f"{contender.name}: {failure}")
            continue
        inspect(contender, folder)
        is_slow = first.wall > SLOW
        results[contender] = Result([first] if is_slow else [], None)
        due[contender] = min(rounds, max(1, int(BUDGET / first.wall))) if is_slow else rounds
        say(f"{contender.name}: {first.wall:.2f} s, {due[contender]} to be counted")
    for _ in range(rounds):
        for contender in field:
            runs = results[contender].runs
            if len(runs) >= due[contender]:
                continue
            try:
                runs.append(measure(contender, book, out / contender.key))
            except Failure as failure:
                sys.exit(f"tools/bench: {contender.name}, which did it before: {failure}")
    return results


def measure(contender, book, folder):
    """Runs a contender once. Raises Failure: a run that fails is quick and worth nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = [str(argument) for argument in contender.command(book, folder)]
    log_path = folder.with_suffix(".log")
    with open(log_path, "wb") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=contender.folder(book),
            env={**os.environ, **contender.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        usage = wait(process)
        wall = time.perf_counter() - begun
    if wall >= TIMEOUT:
        raise Failure(f"not done after {TIMEOUT // 60} minutes")
    if process.returncode != 0:
        show_end(log_path)
        raise Failure(f"exit {process.returncode}")
    written = sum(path.stat().st_size for path in products(folder))
    return Run(wall, usage.ru_utime + usage.ru_stime, peak_memory(usage), written)


def measure_or_exit(contender, book, folder):
    """As `measure`; a failure ends the bench."""
    try:
        return measure(contender, book, folder)
    except Failure as failure:
        sys.exit(f"tools/bench: {contender.name}: {failure}")


def peak_memory(usage):
    """Bytes. Linux counts memory in KiB, macOS in bytes."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def show_end(log_path):
    """What a program said last."""
    log = log_path.read_text(errors="replace").strip()
    sys.stderr.write(log[-2000:] + "\n")


def wait(process, seconds=TIMEOUT):
    """Waits for a process, and ends it and its children when it takes too long."""
    timer = threading.Timer(seconds, os.killpg, (process.pid, signal.SIGKILL))
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def products(folder):
    """The books in a folder; logs and intermediate files are none."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".pdf", ".epub"))


def median(runs):
    """A Run of the medians."""
    return Run(*(statistics.median(column) for column in zip(*runs)))


def say(text):
    print(f"tools/bench: {text}", file=sys.stderr, flush=True)
