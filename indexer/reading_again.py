"""Reads single pages again as a person asks: turned, at another resolution, from the image instead of the text layer.

The choice holds for every later reading of the page, by `retry` and `ingest` too, until it is taken back. What persons and
inventories say of the document stays; what was read from the paper is described anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from archive.errors import BadRequest
from archive.pages import PageText
from catalogue.audit import record_event
from catalogue.catalogue import Catalogue
from catalogue.corrections import UNDONE, reason_of
from catalogue.originals import get_page
from catalogue.page_settings import choose, settings_before, settings_of, take_back_choice
from catalogue.page_work import mark_done, page_text
from catalogue.records import documents_of_page
from imaging.executor import Failure
from imaging.options import LEAST_DPI, MOST_DPI, Segmentation
from indexer.describing import describe_from_pages
from indexer.page_work import PageWork

READ = "read"  # the action in the log


@dataclass(frozen=True, slots=True)
class Wish:
    """How pages are to be read; what is None stays as it was. `turn` is in degrees clockwise from how a page is shown now.

    Whatever is wished, the image of the page is read, not its text layer.
    """

    turn: int | None = None
    dpi: int | None = None
    segmentation: Segmentation | None = None

    def __post_init__(self) -> None:
        if self.dpi is not None and not LEAST_DPI <= self.dpi <= MOST_DPI:
            raise BadRequest(f"--dpi is {self.dpi}; pages are read at {LEAST_DPI} to {MOST_DPI}")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a page by its reading: how many words, how sure (0-1), turned by how many degrees."""

    words: int
    confidence: float
    rotation: int

    def to_json(self) -> dict[str, Any]:
        """As one JSON object."""
        return {"words": self.words, "confidence": round(self.confidence, 3), "rotation": self.rotation}

    def __str__(self) -> str:
        return f"{self.words} words, {self.confidence:.0%} sure, turned by {self.rotation}°"


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """What came of one page; `fault` says why it could not be read and stays as it was, else it is empty."""

    page_id: str
    before: Seen | None
    after: Seen | None
    fault: str = ""

    def to_json(self) -> dict[str, Any]:
        """As one JSON object."""
        return {
            "page_id": self.page_id,
            "before": _told(self.before),
            "after": _told(self.after),
            "fault": self.fault,
        }


class ReadingAgain:
    """Reads pages of one catalogue again, on the word of one person with one reason.

    Raises:
        BadRequest: no reason is given.
    """

    def __init__(self, catalogue: Catalogue, work: PageWork, who: str, why: str) -> None:
        self._catalogue = catalogue
        self._work = work
        self._who = who
        self._why = reason_of(why)

    def read(self, pages: Mapping[str, str], wish: Wish) -> Iterator[ReadAgain]:
        """Read pages (id to name) as wished; each is committed as it comes. One that cannot be read so stays as it was.

        Raises:
            NotFound: there is no such page.
        """
        with self._catalogue.reading() as session:
            chosen = {page_id: _chosen(session, page_id, wish) for page_id in pages}
        for page_id, result in self._work.read_with(chosen):
            yield self._enter(pages[page_id], page_id, result, chosen[page_id])

    def read_as_before(self, pages: Mapping[str, str]) -> Iterator[ReadAgain]:
        """Take back the last choice for each of these pages, and read them as before it.

        Raises:
            NotFound: there is no such page, or nothing was chosen for it.
        """
        with self._catalogue.reading() as session:
            chosen = {page_id: settings_before(session, page_id) for page_id in pages}
        for page_id, result in self._work.read_with(chosen):
            yield self._enter(pages[page_id], page_id, result, None)

    def _enter(
        self, name: str, page_id: str, result: PageText | Failure, chosen: Mapping[str, Any] | None
    ) -> ReadAgain:
        """Keep a reading, with the choice that led to it (None takes the last one back), and describe its documents anew."""
        with self._catalogue.begin() as session:
            before, settings = _seen(page_text(session, page_id)), dict(settings_of(session, page_id))
            if isinstance(result, Failure):
                return ReadAgain(page_id, before, None, result.reason)
            if chosen is None:
                take_back_choice(session, page_id)
            else:
                choose(session, page_id, chosen, self._who)
            for document in mark_done(session, page_id, result, self._work.engine.key):
                describe_from_pages(session, document)
            after = _seen(result)
            for document in documents_of_page(session, get_page(session, page_id)):
                record_event(
                    session,
                    self._who,
                    UNDONE if chosen is None else READ,
                    document,
                    {"why": self._why, "page": name},
                    before={"settings": settings, "reading": _told(before)},
                    after={"settings": dict(settings_of(session, page_id)), "reading": _told(after)},
                )
        return ReadAgain(page_id, before, after)


def _told(seen: Seen | None) -> dict[str, Any] | None:
    return seen.to_json() if seen is not None else None


def _chosen(session: Session, page_id: str, wish: Wish) -> dict[str, Any]:
    chosen = {**settings_of(session, page_id), "force_ocr": True}
    if wish.turn is not None:
        chosen["rotation"] = (get_page(session, page_id).rotation + wish.turn) % 360
    if wish.dpi is not None:
        chosen["dpi"] = wish.dpi
    if wish.segmentation is not None:
        chosen["segmentation"] = wish.segmentation
    return chosen


def _seen(text: PageText | None) -> Seen | None:
    return Seen(len(text.words), text.confidence, text.rotation) if text is not None else None
