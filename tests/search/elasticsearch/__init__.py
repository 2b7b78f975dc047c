"""Tests of the Elasticsearch engine that have no counterpart on the embedded one."""
