"""Builds the server that tests start: `python -m tests.elasticsearch`. The only step that needs a network."""

import sys

from tests.elasticsearch.node import NodeFailed, build

try:
    sys.stderr.write(f"Elasticsearch for tests: {build()}\n")
except NodeFailed as error:
    sys.exit(f"{error}\nTests of Elasticsearch will be skipped (in CI: fail).")
