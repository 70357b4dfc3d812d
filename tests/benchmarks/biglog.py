"""A long log of events in a file, the same on each machine: what the benchmarks of events read.

Times are of 90 days in milliseconds; customers are busy for three weeks of them, have 20 events
on average and some have hundreds; rows are in order of time, as logs are written.
"""

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "out" / "bench"
STEPS = ("home", "search", "view", "cart", "checkout", "paid")
NAMES = (*STEPS, *(f"page {number}" for number in range(14)))
WEIGHTS = (8, 7, 6, 4, 2, 1, *(2 for _ in range(14)))
CHUNK = 1_000_000
DAYS, BUSY_DAYS, WINDOW_DAYS = 90, 21, 7
START_MS = 1_767_225_600_000


def big_log(events):
    """The path of a Parquet file of this many events; written once, then found again."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    path = FOLDER / f"events-{events}.parquet"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        columns = {"customer": "int64", "event": "string", "time": pyarrow.timestamp("ms")}
        schema = pyarrow.schema(list(columns.items()))
        with ParquetWriter(part, schema) as writer:
            for start in range(0, events, CHUNK):
                writer.write_table(chunk(start, min(CHUNK, events - start), events).cast(schema))
        part.rename(path)
    return path


def chunk(start, size, events):
    """Some rows as an Arrow table, in order of time."""
    import numpy as np
    import pyarrow

    random = np.random.default_rng([1, start])
    # How far the log is, from 0 to 1.
    place = (start + np.sort(random.random(size)) * size) / events
    # A thousand customers come together, do most of it soon, and are gone after a while.
    groups = max(1, events // 20_000)
    came = (place - random.random(size) ** 2 * (BUSY_DAYS / DAYS)) % 1
    # The first of a thousand does thirty times as much as the one in the middle.
    one = (random.random(size) ** 2 * 1000).astype(np.int64)
    customer = (came * groups).astype(np.int64) * 1000 + one
    shares = np.array(WEIGHTS) / sum(WEIGHTS)
    event = random.choice(len(NAMES), size, p=shares)
    return pyarrow.table(
        {
            # Numbers are given out in no order of time; 7919 is prime, so that none is twice.
            "customer": customer * 7919 % (groups * 1000),
            "event": pyarrow.array(NAMES).take(pyarrow.array(event)),
            "time": pyarrow.array(START_MS + (place * DAYS * 86_400_000).astype(np.int64)),
        }
    )
