"""Documents like another."""

from typing import Self

from pydantic import BaseModel, Field

from api.models.records import LineModel
from reading.similar import SimilarDocument


class SimilarModel(BaseModel):
    """A document like another, and the reference of its file."""

    record: LineModel
    file: str = Field(examples=["H42-041-03-0123"])

    @classmethod
    def of(cls, found: SimilarDocument) -> Self:
        """From the reading room's value."""
        return cls(record=LineModel.of(found.line), file=found.file)


class SimilarListModel(BaseModel):
    """Documents like another, the most alike first; none where none is like enough."""

    documents: list[SimilarModel]
