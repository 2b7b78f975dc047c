"""The relevance set: made-up records with scanning noise, questions with judged answers, and what searches make of them.

`python -m benchmarks.relevance` prints the figures. Everything is made from one seed; nothing of it is kept on disk but the
words (`words.toml`) and the recorded figures (`recorded.json`).
"""
