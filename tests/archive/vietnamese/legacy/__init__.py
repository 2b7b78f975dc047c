"""Tests of old encodings."""
