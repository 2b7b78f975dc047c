"""The duplicates set: made-up papers scanned twice, copied, changed, bound together, and those that only look alike.

`python -m benchmarks.duplicates` finds the pairs as the product does and prints what it got right. Everything is made from a
seed; the texts and sheets come from the banks of `samples/`, `benchmarks/relevance/` and `benchmarks/forms/`.
"""
