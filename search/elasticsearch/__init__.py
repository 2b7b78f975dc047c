"""Elasticsearch, through its official client: for archives that outgrow one machine."""

from search.elasticsearch.cluster import ClusterSettings, hosts_in
from search.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ClusterSettings", "ElasticsearchEngine", "hosts_in"]
