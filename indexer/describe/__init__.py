"""Reads the description of a document from its pages: words with boxes, not flat text."""

from indexer.describe.extract import describe_document

__all__ = ["describe_document"]
