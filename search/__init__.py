"""The query language, the engine port, the engines, and highlighting."""
