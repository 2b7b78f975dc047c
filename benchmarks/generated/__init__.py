"""Archives made from a seed, for benchmarks of scale: every name and paper in them is invented."""
