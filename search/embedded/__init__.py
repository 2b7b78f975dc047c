"""The embedded engine: two tantivy indexes, records and pages, in one directory of this machine."""

from search.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
