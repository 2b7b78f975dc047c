"""Tests of duplicates: signatures, alignment, particulars and verdicts."""
