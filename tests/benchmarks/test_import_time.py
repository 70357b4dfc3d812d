"""Import cost, as a ratio of whole processes: at most 2.5 times that of attrs."""

import subprocess
import sys

from timing import best


def test_import_time():
    """`import journeykit` and `journeykit.Journey` against `import attrs`, above bare Python."""

    def seconds(code):
        return best(lambda: subprocess.run([sys.executable, "-c", code], check=True), repeat=30)

    bare, attrs = seconds("pass"), seconds("import attrs")
    ours = seconds("import journeykit; journeykit.Journey")
    ratio = (ours - bare) / (attrs - bare)
    print(
        f"\nimport: bare {bare * 1e3:.1f} ms, attrs +{(attrs - bare) * 1e3:.1f} ms, "
        f"journeykit +{(ours - bare) * 1e3:.1f} ms, ratio {ratio:.2f} (at most 2.5)"
    )
    assert ratio <= 2.5
