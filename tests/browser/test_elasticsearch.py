"""The whole journey on a real Elasticsearch node: samples taken in by the command line, searched and opened in a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened, served
from tests.browser.test_ink import require_marks_over_ink
from tests.elasticsearch_fixture import own_indexes, settings_of
from tests.samples_fixture import DELIVERY, Samples, make_installation
from vankho.application import create_application
from vankho.settings import load


@pytest.fixture(scope="module")
def cluster_address(
    elasticsearch_url: str, samples: Samples, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the server over the samples, taken in and published to the node by `vankho ingest`."""
    with own_indexes(elasticsearch_url) as cluster:
        folder = tmp_path_factory.mktemp("cluster-site")
        made = make_installation(folder, samples.installation.ocr_cache, settings_of(cluster))
        made.must("ingest", DELIVERY)
        with served(create_application(load(made.environment, Path("none.toml")))) as address:
            yield address


def test_search_narrow_and_open_a_hit(open_page: Callable[..., Opened], cluster_address: str) -> None:
    """Search words without marks, narrow by a facet, open the hit: its page opens with each mark over the ink of its word."""
    opened = open_page("/", address=cluster_address)
    page = opened.page
    page.get_by_label("Tìm trong tài liệu").fill('"sinh hoat le o Khuoi Van con don dieu"')
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.locator(".facet").get_by_role("link", name="041").first.click()
    expect(page.locator(".chips, .filters").first).to_be_visible()
    page.locator(".hit", has_text="H42-041-01-0007-001").locator("h3 a").click()
    require_marks_over_ink(page, "sinh hoạt lệ ở Khuổi Vạn còn đơn điệu")
    assert opened.complaints == []
