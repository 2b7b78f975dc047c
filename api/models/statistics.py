"""Statistics: amounts and how well fields are described."""

from typing import Self

from pydantic import BaseModel, Field

from archive.descriptions import Field as DescribedField
from reading.statistics import Described, Holding, Statistics


class AmountModel(BaseModel):
    """Files, documents and pages of one fonds, term, year or delivery."""

    key: str = Field(examples=["041"])
    label: str = Field(examples=["Tỉnh ủy Phú Lĩnh"])
    files: int
    documents: int
    pages: int

    @classmethod
    def of(cls, counted: Holding) -> Self:
        """From the reading room's value."""
        return cls(
            key=counted.key,
            label=counted.label,
            files=counted.files,
            documents=counted.documents,
            pages=counted.pages,
        )


class DescribedModel(BaseModel):
    """Of how many documents a field is known from where; `sure` and `doubtful` were read from the paper."""

    field: DescribedField
    by_person: int
    by_inventory: int
    sure: int
    doubtful: int
    missing: int

    @classmethod
    def of(cls, told: Described) -> Self:
        """From the reading room's value."""
        return cls(
            field=told.field,
            by_person=told.by_person,
            by_inventory=told.by_inventory,
            sure=told.sure,
            doubtful=told.doubtful,
            missing=told.missing,
        )


class StatisticsModel(BaseModel):
    """All the figures; only of records that the reader may see."""

    total: AmountModel
    fonds: list[AmountModel]
    terms: list[AmountModel]
    years: list[AmountModel]
    deliveries: list[AmountModel]
    described: list[DescribedModel]
    failed: int
    waiting: int

    @classmethod
    def of(cls, counted: Statistics) -> Self:
        """From the reading room's value."""
        return cls(
            total=AmountModel.of(counted.total),
            fonds=[AmountModel.of(one) for one in counted.fonds],
            terms=[AmountModel.of(one) for one in counted.terms],
            years=[AmountModel.of(one) for one in counted.years],
            deliveries=[AmountModel.of(one) for one in counted.deliveries],
            described=[DescribedModel.of(one) for one in counted.described],
            failed=counted.failed,
            waiting=counted.waiting,
        )
