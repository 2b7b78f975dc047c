"""The reading room: everything that the functions of this room need, wired once by the application."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalogue.catalogue import Catalogue
from reading.kept_figures import KeptFigures
from search.port import SearchEngine

if TYPE_CHECKING:  # a search from the command line need not wait for the libraries that render pages
    from reading.image_cache import PageImages
    from reading.suggestions import Suggestions


@dataclass(frozen=True, slots=True)
class SearchRoom:
    """What searching needs: the catalogue, which knows what was closed a moment ago, and the engine."""

    catalogue: Catalogue
    engine: SearchEngine


@dataclass(frozen=True, slots=True)
class ReadingRoom(SearchRoom):
    """Catalogue, engine, page images, suggestions and kept figures; `repository` is the archive's name as citations write it.

    Safe to share between threads.
    """

    images: "PageImages"
    suggestions: "Suggestions"
    repository: str
    figures: KeptFigures = field(default_factory=KeptFigures)
