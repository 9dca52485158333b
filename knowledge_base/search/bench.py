"""Measures search on a corpus of articles with questions and their relevant articles, against plain bm25s in the same run.

The folder holds `articles.jsonl` or `articles.jsonl.gz` (id, text; if known law, chapter) and `queries*.jsonl` (query,
relevant: ids). Every system runs in a process of its own, so that its memory and its caches are its own.
"""

import gzip
import json
import os
import platform
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean, median, quantiles
from typing import Any

from knowledge_base.search.systems import BASELINES, OURS, Article, System

TOP = 10
_SYSTEMS = {**BASELINES, **OURS}


class BenchError(ValueError):
    """The folder does not hold a benchmark; the message names the file and what is wrong."""


@dataclass(frozen=True)
class Question:
    """A question and the ids of the articles that answer it."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True)
class Measured:
    """What one system did: a reciprocal rank and a recall within the first ten for every question, and its cost."""

    system: str
    reciprocal_ranks: tuple[float, ...]
    recalls: tuple[float, ...]
    search_ms: tuple[float, ...]
    # Processor time tells the cost apart from whatever else the machine was doing.
    search_cpu_ms: tuple[float, ...]
    index_seconds: float
    index_cpu_seconds: float
    peak_mb: float

    @property
    def mrr(self) -> float:
        return fmean(self.reciprocal_ranks)

    def halves(self) -> tuple[float, float]:
        """MRR@10 of every other question, from the first and from the second: a gain should show in both."""
        return fmean(self.reciprocal_ranks[::2]), fmean(self.reciprocal_ranks[1::2] or (0.0,))


@dataclass(frozen=True)
class BenchReport:
    """All systems measured in one run on one machine."""

    machine: str
    articles: int
    questions: int
    measured: tuple[Measured, ...]

    @property
    def best_baseline(self) -> Measured:
        return max((row for row in self.measured if row.system in BASELINES), key=lambda row: row.mrr)

    @property
    def ours(self) -> Measured:
        return next(row for row in self.measured if row.system == "wanqing")

    @property
    def gain(self) -> float:
        """How far MRR@10 lies above the best baseline's: 0.1 is ten per cent."""
        return self.ours.mrr / self.best_baseline.mrr - 1 if self.best_baseline.mrr else 0.0

    def lines(self) -> Iterator[str]:
        """The report as text, a table line each."""
        yield f"{self.articles} articles, {self.questions} questions; {self.machine}"
        yield " " * 27 + "MRR@10   (odd  even)   R@10     ms    p95    cpu    index      cpu     peak"
        yield from map(_line, self.measured)
        yield f"wanqing lies {self.gain:+.1%} from the best baseline ({self.best_baseline.system}) in MRR@10"


def run_bench(path: Path, say: Callable[[str], None] = lambda line: None) -> BenchReport:
    """Measures every system on the folder `path` and says the table. Raises BenchError when `path` holds no benchmark.

    Takes about four minutes for 55,000 articles on two cores.
    """
    articles, questions = read_articles(path), read_questions(path)
    report = BenchReport(machine(), len(articles), len(questions), tuple(_measure_all(path, say)))
    for line in report.lines():
        say(line)
    return report


def read_articles(path: Path) -> list[Article]:
    """Raises BenchError when there are none."""
    for name in ("articles.jsonl.gz", "articles.jsonl"):
        if (path / name).is_file():
            return [
                Article(str(row["id"]), row["text"], row.get("law") or "", row.get("chapter") or "")
                for row in _rows(path / name, ("id", "text"))
            ]
    raise BenchError(f"{path} holds neither articles.jsonl nor articles.jsonl.gz")


def read_questions(path: Path) -> list[Question]:
    """Raises BenchError when there are none."""
    found = [
        Question(row["query"], frozenset(map(str, row["relevant"])))
        for file in sorted(path.glob("queries*.jsonl"))
        for row in _rows(file, ("query", "relevant"))
    ]
    if not found:
        raise BenchError(f"{path} holds no queries*.jsonl")
    return found


def machine() -> str:
    """The processor, cores, memory and Python that the figures hold for."""
    cpu = _first_value(Path("/proc/cpuinfo"), "model name") or platform.processor() or platform.machine()
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def _measure_all(path: Path, say: Callable[[str], None]) -> Iterator[Measured]:
    for name in _SYSTEMS:
        say(f"measuring: {name}")
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
            yield process.submit(measure, name, path).result()


def measure(name: str, path: Path) -> Measured:
    """Builds the system called `name` over the articles in `path` and asks it every question, one at a time."""
    articles, questions = read_articles(path), read_questions(path)
    started, started_cpu = time.perf_counter(), time.process_time()
    system = _SYSTEMS[name](articles)
    index_seconds, index_cpu_seconds = time.perf_counter() - started, time.process_time() - started_cpu
    system.search(questions[0].text, TOP)  # what is loaded on first use is not part of a search
    ranks, recalls, times, cpu_times = zip(*(_ask(system, question) for question in questions), strict=True)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(name, ranks, recalls, times, cpu_times, index_seconds, index_cpu_seconds, peak_mb)


def _ask(system: System, question: Question) -> tuple[float, float, float, float]:
    """Reciprocal rank, recall, wall-clock and processor milliseconds."""
    started, started_cpu = time.perf_counter(), time.process_time()
    found = system.search(question.text, TOP)
    spent_ms, spent_cpu_ms = (time.perf_counter() - started) * 1000, (time.process_time() - started_cpu) * 1000
    places = [place for place, article in enumerate(found, start=1) if article in question.relevant]
    return (1 / places[0] if places else 0.0), len(places) / len(question.relevant), spent_ms, spent_cpu_ms


def _rows(path: Path, needed: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as file:
        for number, line in enumerate(file, start=1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise BenchError(f"{path.name}:{number}: {error}") from error
            if not isinstance(row, dict) or any(not row.get(key) and row.get(key) != 0 for key in needed):
                raise BenchError(f"{path.name}:{number}: needs {', '.join(needed)}")
            yield row


def _line(row: Measured) -> str:
    first, second = row.halves()
    p95 = quantiles(row.search_ms, n=20)[-1] if len(row.search_ms) > 1 else row.search_ms[0]
    quality = f"{row.system:26} {row.mrr:7.4f} {first:6.3f} {second:6.3f} {fmean(row.recalls):6.3f}"
    search = f"{median(row.search_ms):6.2f} {p95:6.2f} {median(row.search_cpu_ms):6.2f}"
    return f"{quality} {search} {row.index_seconds:6.1f} s {row.index_cpu_seconds:6.1f} s {row.peak_mb:5.0f} MB"


def _first_value(path: Path, key: str) -> str:
    if not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
