"""Elasticsearch index templates and analysis, plain JSON."""
