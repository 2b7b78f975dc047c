"""Each headline figure as a command: `python -m benchmarks.NAME`; `python -m benchmarks` runs all of them."""
