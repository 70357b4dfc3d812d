"""Other libraries at the same work; run by a Python that has them, and told what to do line by line.

    python peers.py events.parquet

Each line of input is the name of a task; each is answered with a line of JSON: the seconds that
it took, what came out, and the version of the library.
"""

import json
import os
import sys
import time

# Nothing of a benchmark is sent to anybody; this has to stand before the import.
os.environ["RETENTIONEERING_NO_TRACK"] = "1"

STEPS = ["home", "search", "view", "cart", "checkout", "paid"]
PATH = sys.argv[1]
made = {}


def retentioneering_first():
    """Load the file and count the first funnel."""
    made.clear()
    retentioneering_ready()
    return retentioneering_funnel()


def retentioneering_ready():
    import pandas as pd
    from retentioneering import Eventstream

    if "stream" not in made:
        schema = {"path_cols": ["customer"], "event_col": "event", "timestamp_col": "time"}
        made["stream"] = Eventstream(pd.read_parquet(PATH), schema=schema)


def retentioneering_funnel():
    """Count a funnel, which knows no window."""
    return [step["unique_paths"] for step in made["stream"].funnel_data(steps=STEPS)["steps"]]


def pm4py_ready():
    import pandas as pd
    import pm4py

    made["log"] = pm4py.format_dataframe(
        pd.read_parquet(PATH), case_id="customer", activity_key="event", timestamp_key="time"
    )


def pm4py_dfg():
    """Count which event follows directly on which."""
    import pm4py

    counts, _, _ = pm4py.discover_dfg(made["log"])
    return sorted([*pair, count] for pair, count in counts.items())


def forget():
    made.clear()


def versions():
    from importlib.metadata import version

    return {name: version(name) for name in ("pm4py", "retentioneering", "pandas")}


TASKS = {
    task.__name__: task
    for task in (
        retentioneering_first, retentioneering_ready, retentioneering_funnel,
        pm4py_ready, pm4py_dfg, forget, versions,
    )
}  # fmt: skip

if __name__ == "__main__":
    # What libraries print is none of the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        start = time.perf_counter()
        got = TASKS[line.strip()]()
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "got": got}), file=answers, flush=True)
