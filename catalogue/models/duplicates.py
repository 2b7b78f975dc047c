"""Fingerprints of documents and pages, the pairs found by them, and what people decided of pairs."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, utc_now


class Fingerprint(Base):
    """What a document is compared by: its folded text, its signatures, and its description when they were made.

    `scheme` names how it was made, shingles left out included; `revision` is the document's at that time, so that what has
    changed since is known. `text` holds the folded pages, `signatures` those of the whole text and of each page, `pictures`
    the hashes of its pages' images, packed by `catalogue.fingerprints`. `candidates` counts the documents compared with it,
    `left_out` those that were too many.
    """

    __tablename__ = "fingerprints"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), unique=True)
    scheme: Mapped[str] = mapped_column(index=True)
    revision: Mapped[int]
    text: Mapped[bytes] = mapped_column(LargeBinary)
    signatures: Mapped[bytes] = mapped_column(LargeBinary)
    pictures: Mapped[bytes] = mapped_column(LargeBinary)
    description: Mapped[dict[str, Any]]
    candidates: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    compared: Mapped[bool] = mapped_column(default=False, index=True)


class FingerprintBand(Base):
    """A band of a fingerprint, by its key: documents that share one may be alike.

    There are some eighty of a document, so the table has its key and nothing else: the bands of a fingerprint that goes are
    worked out again from it.
    """

    __tablename__ = "fingerprint_bands"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    fingerprint_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class PagePicture(Base):
    """The perceptual hash of a page's image; empty where the page could not be rendered."""

    __tablename__ = "page_pictures"

    page_id: Mapped[str] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    scheme: Mapped[str]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class CommonShingleSet(Base):
    """The shingles that stand in too many papers to tell anything, packed; `papers` is how many were counted."""

    __tablename__ = "common_shingles"

    version: Mapped[str] = mapped_column(primary_key=True)
    papers: Mapped[int]
    hashes: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=utc_now)


class DuplicatePair(Base):
    """Two documents and what the one is to the other; `one_id` sorts before `other_id`.

    `whole_id` is the one that holds the other, for `contains`. `scheme` is that of the verdict.
    """

    __tablename__ = "duplicate_pairs"
    __table_args__ = (Index(None, "kind", "confidence"),)

    one_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True, index=True)
    kind: Mapped[str]
    confidence: Mapped[float]
    reasons: Mapped[dict[str, Any]]
    whole_id: Mapped[str | None]
    scheme: Mapped[str]
    found_at: Mapped[datetime] = mapped_column(default=utc_now)


class DuplicateDecision(Base):
    """What a person decided of a pair, and that it was taken back; rows are never changed otherwise, nor taken out.

    `decision` is `same`, `version` or `different`; for `same`, `main_id` is the one that stands for both.
    """

    __tablename__ = "duplicate_decisions"
    __table_args__ = (Index(None, "one_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[str] = mapped_column(ForeignKey("documents.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
    decision: Mapped[str]
    main_id: Mapped[str | None]
    who: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=utc_now)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class Copy(Base):
    """A document that stands behind another as its copy, as decided; kept with the decisions, from which it follows."""

    __tablename__ = "copies"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    main_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
