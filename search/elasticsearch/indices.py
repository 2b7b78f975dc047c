"""The indexes of an archive: numbered ones, two of each number, and the aliases that name the live ones.

vankho-records-000003, vankho-pages-000003     vankho-records, vankho-pages: aliases of the live number
"""

import json
from importlib.resources import files
from typing import Any

from elasticsearch import Elasticsearch

from archive.errors import Unavailable
from search.elasticsearch.cluster import ClusterSettings

FORMAT = 2
"""Number of the mappings; indexes of another format have to be rebuilt."""

KEPT = 1  # old numbers kept beside the live one: the way back when a rebuild was a mistake
NAMES = ("records", "pages")


class Indices:
    """The indexes of one prefix in one cluster. Faults of the client pass through."""

    def __init__(self, client: Elasticsearch, settings: ClusterSettings) -> None:
        self._client = client
        self._settings = settings

    def alias(self, name: str) -> str:
        """The alias of the live `records` or `pages`."""
        return f"{self._settings.prefix}-{name}"

    def numbered(self, name: str, number: int) -> str:
        """The index of a number."""
        return f"{self.alias(name)}-{number:06}"

    def prepare(self) -> None:
        """Make empty indexes where there are none.

        Raises:
            Unavailable: the live indexes are of another format.
        """
        if self.live_number() is None:
            self.swap_in(self.create_beside())
        self.check_format()

    def check_format(self) -> None:
        """Make sure that this version can read the live indexes.

        Raises:
            Unavailable: it cannot; the message says what to do.
        """
        for mapping in self._client.indices.get_mapping(index=self.alias("records")).values():
            found = mapping["mappings"].get("_meta", {}).get("vankho", {}).get("version")
            if found != FORMAT:
                raise Unavailable(f"the index is of format {found}, this version reads {FORMAT}: run `vankho reindex`")

    def live_number(self) -> int | None:
        """The number of the live indexes, or None before the first."""
        alias = self.alias("records")
        if not self._client.indices.exists_alias(name=alias):
            return None
        return max(int(name.rpartition("-")[2]) for name in self._client.indices.get_alias(name=alias))

    def create_beside(self) -> int:
        """Make new, empty indexes beside the live ones, and return their number; remains of broken rebuilds go away.

        Brings the templates up to date first.
        """
        live = self.live_number() or 0
        for number in self._numbers():
            if number > live:
                self.discard(number)
        self._put_templates()
        for name in NAMES:
            self._client.indices.create(index=self.numbered(name, live + 1), wait_for_active_shards="1")
        return live + 1

    def swap_in(self, number: int) -> None:
        """Give the aliases to a number, in one step, and throw away those that are older than the one before it."""
        actions: list[dict[str, Any]] = []
        for name in NAMES:
            alias = self.alias(name)
            actions.append({"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}})
            actions.append({"add": {"index": self.numbered(name, number), "alias": alias}})
        self._client.indices.update_aliases(actions=actions)
        for old in self._numbers():
            if old < number - KEPT:
                self.discard(old)

    def discard(self, number: int) -> None:
        """Throw away the indexes of a number."""
        self._client.indices.delete(index=[self.numbered(name, number) for name in NAMES], ignore_unavailable=True)

    def discard_all(self) -> None:
        """Throw away everything of this prefix, templates too."""
        for number in self._numbers():
            self.discard(number)
        for name in NAMES:
            self._client.options(ignore_status=404).indices.delete_index_template(name=self.alias(name))

    def _numbers(self) -> list[int]:
        found: set[int] = set()
        for name in NAMES:
            names = self._client.indices.get(index=f"{self.alias(name)}-*", features="aliases", allow_no_indices=True)
            found |= {int(digits) for index in names if (digits := index.rpartition("-")[2]).isdigit()}
        return sorted(found)

    def _put_templates(self) -> None:
        for name in NAMES:
            template = _mapping_file(name)["template"]
            template["settings"] |= _mapping_file("analysis")
            template["settings"] |= {
                "number_of_shards": self._settings.shards,
                "number_of_replicas": self._settings.replicas,
            }
            self._client.indices.put_index_template(
                name=self.alias(name), index_patterns=[f"{self.alias(name)}-*"], template=template, priority=500
            )


def _mapping_file(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((files("mappings") / f"{name}.json").read_text(encoding="utf-8"))
    return content
