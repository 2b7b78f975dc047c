"""Runs every benchmark of this folder, one after the other: `make bench`."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run each module that is a benchmark; the exit status is the worst of theirs."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    worst = 0
    for name in names:
        print(f"== {name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
