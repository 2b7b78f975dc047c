"""Tests of the benchmarks whose figures must not fall."""
