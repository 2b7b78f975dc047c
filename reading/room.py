"""The reading room: everything that the functions of this room need, wired once by the application."""

from dataclasses import dataclass

from catalogue.catalogue import Catalogue
from reading.image_cache import PageImages
from reading.suggestions import Suggestions
from search import SearchEngine


@dataclass(frozen=True, slots=True)
class ReadingRoom:
    """Catalogue, engine, page images and suggestions; `repository` is the archive's name as citations write it.

    Safe to share between threads.
    """

    catalogue: Catalogue
    engine: SearchEngine
    images: PageImages
    suggestions: Suggestions
    repository: str
