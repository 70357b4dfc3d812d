"""What must work from the bare wheel, without any extra. Run by `make package`."""

import subprocess
import sys
import tempfile
from pathlib import Path

import journeykit as jk

journey = jk.example()
assert jk.validate(journey).ok
assert jk.find_gaps(journey)
with tempfile.TemporaryDirectory() as folder:
    for name in ("map.svg", "map.png", "map.pdf", "map.md", "flow.dot"):
        path = Path(folder, name)
        jk.render(journey, path)
        assert path.stat().st_size > 1000, name
    command = [sys.executable, "-m", "journeykit", "new", f"{folder}/a.yaml"]
    subprocess.run(command, check=True)
    subprocess.run([sys.executable, "-m", "journeykit", "check", f"{folder}/a.yaml"], check=True)
    try:
        jk.render(journey, Path(folder, "flow.svg"), format="dot")
    except ImportError as error:
        assert "pip install 'journeykit[graphviz]'" in str(error), error
    else:
        raise AssertionError("pygraphviz should not be here")
print(f"journeykit {jk.__version__} works from the wheel")
