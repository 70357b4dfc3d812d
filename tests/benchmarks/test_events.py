"""What it costs to count on long logs, against ClickHouse and other libraries.

All figures are ratios of medians in one run, in turns, on the log of `biglog`: ten million events,
or as many as the environment says in EVENTS. PEERS is the Python of an environment that has
retentioneering and pm4py; `make peers` makes one.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from biglog import FOLDER, STEPS, WINDOW_DAYS, big_log
from timing import in_turns

EVENTS = int(float(os.environ.get("EVENTS", "1e7")))
HERE = Path(__file__).parent
PEERS = Path(os.environ.get("PEERS", FOLDER.parent / "peers" / "bin" / "python"))
WITHIN = f"{WINDOW_DAYS}d"


def new_log(path):
    """The log of a file, of which nothing has been read yet."""
    import polars as pl

    import journeykit as jk

    return jk.EventLog(pl.scan_parquet(path))


def counts(funnel):
    return [step.customers for step in funnel.steps]


def check(name, what, ours_s, theirs_s, limit):
    """Print a ratio, and hold it below its limit."""
    ratio = ours_s / theirs_s
    print(
        f"\n{name}: {ours_s:.2f} s, {what} {theirs_s:.2f} s, ratio {ratio:.3f} (at most {limit:g})"
    )
    assert ratio <= limit


@pytest.fixture(scope="module")
def path():
    return big_log(EVENTS)


@pytest.fixture(scope="module")
def log(path):
    import journeykit as jk

    log = new_log(path)
    jk.funnel(log, STEPS, within=WITHIN)
    return log


@pytest.fixture(scope="module")
def clickhouse(path):
    """How many customers ClickHouse finds at each step."""
    chdb = pytest.importorskip("chdb", reason="ClickHouse is not installed; run: make engines")
    conditions = ", ".join(f"event = '{step}'" for step in STEPS)
    window_ms = WINDOW_DAYS * 86_400_000
    query = f"""
        SELECT level, count() FROM (
            SELECT windowFunnel({window_ms})(toUInt64(toUnixTimestamp64Milli(time)), {conditions})
            AS level FROM file('{path}', Parquet) GROUP BY customer
        ) GROUP BY level
    """

    def run():
        lines = chdb.query(query, "CSV").bytes().decode().split()
        levels = [tuple(map(int, line.split(","))) for line in lines]
        return [sum(n for level, n in levels if level > step) for step in range(len(STEPS))]

    return run


@pytest.fixture(scope="module")
def peer(path):
    """Other libraries, at work in a process of their own."""
    if not PEERS.exists():
        pytest.skip("the other libraries are not installed; run: make peers")
    with subprocess.Popen(
        [PEERS, HERE / "peers.py", path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip

        def ask(task):
            process.stdin.write(f"{task}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        print(f"\n{ask('versions')['got']}")
        yield ask
        process.stdin.close()


def test_the_first_funnel_from_a_file_against_clickhouse(path, clickhouse):
    """The same counts from the same file, in no more time."""
    import journeykit as jk

    assert clickhouse() == counts(jk.funnel(new_log(path), STEPS, within=WITHIN))
    times = in_turns(
        {"ours": lambda: jk.funnel(new_log(path), STEPS, within=WITHIN), "theirs": clickhouse}, 7
    )
    check("first funnel", "ClickHouse", times["ours"], times["theirs"], 1.0)


def test_each_further_funnel_against_clickhouse(log, clickhouse):
    """Once the log is in order, a funnel is a few passes over columns."""
    import journeykit as jk

    times = in_turns(
        {"ours": lambda: jk.funnel(log, STEPS, within=WITHIN), "theirs": clickhouse}, 7
    )
    check("further funnel", "ClickHouse", times["ours"], times["theirs"], 0.15)


def test_transitions_against_pm4py(log, peer):
    """The same counts as a directly-follows graph, of logs that are ready on both sides."""
    import journeykit as jk

    peer("pm4py_ready")
    theirs = peer("pm4py_dfg")["got"]
    ours = {(edge.source, edge.target): edge.count for edge in jk.transitions(log).steps}
    assert {(a, b): n for a, b, n in theirs} == ours
    times = in_turns(
        {"ours": lambda: jk.transitions(log), "theirs": lambda: peer("pm4py_dfg")["seconds"]}, 3
    )
    peer("forget")
    check("transitions", "pm4py", times["ours"], times["theirs"], 0.1)


def test_a_funnel_against_retentioneering(log, peer):
    """Theirs knows no window; so without one the counts are the same, and ours may have one."""
    import journeykit as jk

    peer("retentioneering_ready")
    theirs = peer("retentioneering_funnel")["got"]
    assert theirs == counts(jk.funnel(log, STEPS, ties="row"))
    times = in_turns(
        {
            "ours": lambda: jk.funnel(log, STEPS, within=WITHIN),
            "theirs": lambda: peer("retentioneering_funnel")["seconds"],
        },
        7,
    )
    check("funnel", "retentioneering", times["ours"], times["theirs"], 0.7)


def test_loading_and_a_funnel_against_retentioneering(path, peer):
    """From the file to the first counts."""
    import journeykit as jk

    times = in_turns(
        {
            "ours": lambda: jk.funnel(new_log(path), STEPS, within=WITHIN),
            "theirs": lambda: peer("retentioneering_first")["seconds"],
        },
        3,
    )
    peer("forget")
    check("loading and first funnel", "retentioneering", times["ours"], times["theirs"], 0.3)


def test_time_grows_with_the_events(path):
    """An event costs about the same among ten million as among one."""
    import journeykit as jk

    for what in ("first", "further"):
        logs = {size: new_log(big_log(size)) for size in (EVENTS, EVENTS // 10)}

        def run(size, what=what, logs=logs):
            log = new_log(big_log(size)) if what == "first" else logs[size]
            jk.funnel(log, STEPS, within=WITHIN)

        for size in logs:
            run(size)
        times = in_turns({size: lambda size=size: run(size) for size in logs}, 7)
        large, small = (times[size] / size * 1e9 for size in logs)
        ratio = large / small
        print(
            f"\n{what} funnel: {small:.0f} ns an event of {EVENTS // 10:,}, {large:.0f} ns of "
            f"{EVENTS:,}, ratio {ratio:.2f} (at most 1.3)"
        )
        assert ratio <= 1.3


MEMORY = """
import sys
sys.path.insert(0, {here!r})
import journeykit as jk
import polars as pl
from biglog import STEPS

jk.funnel(jk.EventLog([("ann", "home", 0), ("ann", "paid", 1)]), ["home", "paid"], within="1d")


def resident(kind):
    lines = dict(line.split(":") for line in open("/proc/self/status"))
    return int(lines[kind].split()[0]) * 1024


before = resident("VmRSS")
{code}
print(resident("VmHWM") - before)
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")


def peak_bytes(code):
    """What a process needs at most, beyond what it needs once all is imported and used once."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY.format(here=str(HERE), code=code)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *said, peak = done.stdout.splitlines()
    print("", *said, sep="\n")
    return int(peak)


@linux
def test_memory_of_a_funnel(path):
    """Reading, sorting and counting take at most three times the columns in Arrow."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path).nbytes
    needed = peak_bytes(
        f"log = jk.EventLog(pl.scan_parquet({str(path)!r}))\n"
        f"for _ in range(2): jk.funnel(log, STEPS, within={WITHIN!r})"
    )
    ratio = needed / table
    print(
        f"\nmemory: {needed / 1e6:.0f} MB at most, the columns in Arrow {table / 1e6:.0f} MB, "
        f"ratio {ratio:.2f} (at most 3)"
    )
    assert ratio <= 3


@linux
@pytest.mark.skipif("HUGE" not in os.environ, reason="takes minutes; run with HUGE=1e8")
def test_a_log_longer_than_memory():
    """A hundred million events give a funnel and the transitions in 8 GB, part by part."""
    path = big_log(int(float(os.environ["HUGE"])))
    needed = peak_bytes(
        f"import time; start = time.perf_counter()\n"
        f"log = jk.EventLog(pl.scan_parquet({str(path)!r}))\n"
        f"print([s.customers for s in jk.funnel(log, STEPS, within={WITHIN!r}).steps])\n"
        f"print(f'funnel: {{time.perf_counter() - start:.1f}} s'); start = time.perf_counter()\n"
        f"print(sum(edge.count for edge in jk.transitions(log).steps))\n"
        f"print(f'transitions: {{time.perf_counter() - start:.1f}} s')"
    )
    print(f"\n{path.name}: {needed / 1e9:.2f} GB at most (at most 8)")
    assert needed <= 8e9
