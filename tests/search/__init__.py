"""Tests of the search room: query language, publishing, ordering, highlighting, the embedded store."""
