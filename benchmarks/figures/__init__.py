"""Teaches the network of `imaging/handwriting` from figures that people wrote, and tells how rightly it reads others."""
