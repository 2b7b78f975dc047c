"""The reader's and archivist's pages."""
