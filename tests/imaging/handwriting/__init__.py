"""Tests of `imaging/handwriting`: figures that people wrote, held out of what the network learnt from."""
