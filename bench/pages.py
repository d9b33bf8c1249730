"""Requests a second and waiting times of the pages people open most, beside a page that asks nothing of anybody.

The site runs as in production: gunicorn with two workers, persistent connections, the
serving role under row-level security. Signed-in rows carry the tenant context in a transaction.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import django

from bench.harness import REPOSITORY, finish, machine, percentile, show, timed
from igum.config.cli.serve import THREADS

PORT = 8473
CONNECTIONS = 16
WORDS = tuple(
    """
    מזון לקשישים בכרמיאל|עזרה עם חובות|צהרון|ייעוץ משפטי|חוג לילדים|הסעות לקופת חולים|מתנדבים|טיפול רגשי לנוער
    طعام للمسنين|مساعدة قانونية|دورات للشباب|помощь пожилым|курсы иврита|юрист бесплатно|ምግብ|food for my mother
    help with rent|job training|מעון יום לתינוקות|דיור מוגן|קבוצת תמיכה לאמהות|רופא שיניים|ספורט לנוער
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
REPORT_P95 = (
    'done = function(summary, latency, requests) io.write(string.format("p50 %f p95 %f all %d errors %d\\n", '
    "latency:percentile(50) / 1000, latency:percentile(95) / 1000, summary.requests, "
    "summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout)) end\n"
)


def main(argv: list[str]) -> int:
    """Measure and report. Exit code 0 even when a target is missed: the figures are the report."""
    parser = argparse.ArgumentParser(prog="./igum bench pages")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    parser.add_argument("--services", type=int, default=12_000, help="how many services the region has")
    parser.add_argument("--seconds", type=int, default=6, help="for each page and run")
    parser.add_argument("--runs", type=int, default=3, help="medians are over so many runs")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server")
    parser.add_argument("--threads", type=int, default=THREADS, help="of each process")
    options = parser.parse_args(argv)

    data = REPOSITORY / ".igum" / "bench"
    site = _prepare(data, options.services)
    result: dict[str, Any] = {"machine": machine(), "services": options.services}
    result["in_process"] = site.in_process(WORDS)
    cookie = site.signed_in_cookie()
    with _serving(data, options) as server:
        pages = _pages(site.some_services(200))
        floor = _load(server, pages["about (floor)"], "", options)
        result["load"] = {"about (floor)": floor}
        for name, paths in list(pages.items())[1:]:
            result["load"][name] = _load(server, paths, "", options)
            result["load"][f"{name}, signed in"] = _load(server, paths, cookie, options)
    result["machine_after"] = machine()
    for row in result["load"].values():
        row["ratio_to_floor"] = round(row["requests_per_second"] / floor["requests_per_second"], 3)
    show(f"Machine: {result['machine']}; {options.services:,} services; in process, one thread", [
        {"what": name, **figures} for name, figures in result["in_process"].items()
    ])  # fmt: skip
    show(
        f"{options.workers} workers of {options.threads} threads, {CONNECTIONS} connections, "
        f"median of {options.runs} runs; load at the end {result['machine_after']['load']}",
        [{"page": name, **row} for name, row in result["load"].items()],
    )
    return finish(result, as_json=options.json)


def _prepare(data: Path, services: int) -> ModuleType:
    """The demo region in a folder of its own, with as many services as a large region has."""
    os.environ["IGUM_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "igum.config.settings"
    os.environ["IGUM_DEMO"] = "1"  # with its accounts: the coordinator signs in
    os.environ["IGUM_LOG"] = "ERROR"
    subprocess.run([sys.executable, "-m", "igum", "prepare"], check=True, cwd=REPOSITORY)
    django.setup()
    site = import_module("bench.region")  # it holds models, which exist only once Django is set up
    site.use_server()
    site.fill()
    site.inflate(services)
    return site


def _pages(ids: Sequence[str]) -> dict[str, list[str]]:
    return {
        "about (floor)": ["/about?lang=he"],
        "search page": [f"/search?q={quote(words)}&lang=he" for words in WORDS],
        "map": [f"/search?q={quote(words)}&lang=he&view=map" for words in WORDS],
        "service page": [f"/services/{one}?lang=he" for one in ids],
        "API list": [f"/api/services?page={page}&per_page=20&lang=he" for page in range(1, 40)],
    }


@contextmanager
def _serving(data: Path, options: argparse.Namespace) -> Iterator[int]:
    """The site as one starts it, once it has read its dictionaries. Gives the id of its first process."""
    words = ["serve", "--port", str(PORT), "--workers", str(options.workers), "--threads", str(options.threads)]
    server = subprocess.Popen(
        [sys.executable, "-m", "igum", *words],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=(data / "log" / "bench-web.log").open("ab"),
    )
    try:
        for _ in range(200):
            try:
                if _get("/about", "")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        _wait_for_quiet(server.pid)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for_quiet(server: int) -> None:
    """A fresh worker reads dictionaries for seconds, beside its first pages."""
    for _ in range(60):
        before = _cpu_seconds(server)
        time.sleep(0.5)
        if _cpu_seconds(server) - before < 0.05:
            return


def _cpu_seconds(server: int) -> float:
    """What the workers have used of the cores so far; the database's share is its own."""
    workers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    stats = [Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split() for worker in workers]
    return sum(int(ticks) for stat in stats for ticks in stat[11:13]) / os.sysconf("SC_CLK_TCK")


def _load(server: int, paths: Sequence[str], cookie: str, options: argparse.Namespace) -> dict[str, float]:
    """Medians over the runs of one page, each after a short warming.

    ``cpu_ms`` is what one page costs the workers; unlike the rest, it hardly depends on what else the machine does.
    """
    run = _wrk if shutil.which("wrk") else _threads
    run(paths, cookie, 1)
    figures = []
    for _ in range(options.runs):
        before = _cpu_seconds(server)
        figure = run(paths, cookie, options.seconds)
        figures.append({**figure, "cpu_ms": (_cpu_seconds(server) - before) * 1000 / max(figure["requests"], 1)})
    return {
        name: round(statistics.median(figure[name] for figure in figures), 2)
        for name in ("requests_per_second", "p50_ms", "p95_ms", "cpu_ms", "errors")
    }


def _wrk(paths: Sequence[str], cookie: str, seconds: int) -> dict[str, float]:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        listed = ",".join(json.dumps(path) for path in paths)
        script.write(f"local paths = {{{listed}}}\nlocal n = 0\n")
        script.write("request = function() n = n + 1; return wrk.format('GET', paths[(n - 1) % #paths + 1]) end\n")
        script.write(REPORT_P95)
        script.flush()
        words = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script.name]
        words += ["-H", f"Cookie: {cookie}"] if cookie else []
        said = subprocess.run(
            [*words, f"http://127.0.0.1:{PORT}/"], capture_output=True, text=True, check=True, env=os.environ
        ).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    waits = re.search(r"p50 ([\d.]+) p95 ([\d.]+) all (\d+) errors (\d+)", said)
    if rate is None or waits is None:
        raise RuntimeError(f"wrk said something else: {said}")
    return {
        "requests_per_second": float(rate[1]),
        "p50_ms": float(waits[1]),
        "p95_ms": float(waits[2]),
        "requests": float(waits[3]),
        "errors": float(waits[4]),
    }


def _threads(paths: Sequence[str], cookie: str, seconds: int) -> dict[str, float]:
    """The same load from Python's own threads, where wrk is missing; it costs the server some of the cores."""
    times: list[float] = []
    errors = 0
    end = time.monotonic() + seconds

    def visit(start: int) -> None:
        nonlocal errors
        turn = start
        while time.monotonic() < end:
            (status, _), milliseconds = timed(lambda turn=turn: _get(paths[turn % len(paths)], cookie))
            times.append(milliseconds)
            errors += status >= 400
            turn += CONNECTIONS

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(CONNECTIONS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return {
        "requests_per_second": len(times) / seconds,
        "p50_ms": statistics.median(times),
        "p95_ms": percentile(times, 0.95),
        "requests": float(len(times)),
        "errors": float(errors),
    }


def _get(path: str, cookie: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
