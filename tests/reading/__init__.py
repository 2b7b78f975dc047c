"""Tests of the reading room, on a real catalogue and a real engine."""
