"""What an archive holds: repository, fonds, terms, inventories, files, documents and the asset pages they stand on."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from archive.access import Access
from catalogue.models.base import SORTED, Base, RecordKind, new_id


class Repository(Base):
    """An archive (cơ quan lưu trữ); one installation may serve several."""

    __tablename__ = "repositories"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(SORTED, unique=True)
    title: Mapped[str] = mapped_column(default="")


class Fonds(Base):
    """All records of one creator (phông)."""

    __tablename__ = "fonds"
    __table_args__ = (UniqueConstraint("repository_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    repository_id: Mapped[int] = mapped_column(ForeignKey("repositories.id"))
    code: Mapped[str] = mapped_column(SORTED, index=True)
    title: Mapped[str] = mapped_column(default="")
    order_key: Mapped[str] = mapped_column(SORTED)
    provisional: Mapped[bool] = mapped_column(default=False)

    repository: Mapped[Repository] = relationship()


class Term(Base):
    """A term (nhiệm kỳ) of a fonds: its first and last day, from the day after one congress to the close of the next."""

    __tablename__ = "terms"
    __table_args__ = (
        UniqueConstraint("fonds_id", "code"),
        CheckConstraint("first_day <= last_day", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fonds_id: Mapped[int] = mapped_column(ForeignKey("fonds.id"))
    code: Mapped[str] = mapped_column(SORTED)
    first_day: Mapped[date]
    last_day: Mapped[date]

    fonds: Mapped[Fonds] = relationship()


class Inventory(Base):
    """A numbered list of files inside a fonds (mục lục)."""

    __tablename__ = "inventories"
    __table_args__ = (UniqueConstraint("fonds_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fonds_id: Mapped[int] = mapped_column(ForeignKey("fonds.id"))
    code: Mapped[str] = mapped_column(SORTED)
    title: Mapped[str] = mapped_column(default="")
    order_key: Mapped[str] = mapped_column(SORTED)

    fonds: Mapped[Fonds] = relationship()


class _Record:
    """What files and documents have in common.

    `access` is the record's own level, from its description or else `default_access` (a document's effective one is
    the stricter of its own and its file's: `catalogue.access.effective_access`).
    `label` is the name it came under in its delivery (NFC): one without a reference is known by it when it comes again.
    `order_key` sorts numbers as numbers. `revision` counts real changes of what a reader can find.
    """

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    reference: Mapped[str] = mapped_column(SORTED, unique=True)
    order_key: Mapped[str] = mapped_column(SORTED, index=True)
    label: Mapped[str] = mapped_column(SORTED, index=True, default="")
    provisional: Mapped[bool] = mapped_column(default=False)
    default_access: Mapped[Access] = mapped_column(default=Access.PUBLIC)
    access: Mapped[Access] = mapped_column(default=Access.PUBLIC)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)

    @declared_attr
    def delivery_id(self) -> Mapped[int | None]:
        """The delivery that brought the record."""
        return mapped_column(ForeignKey("deliveries.id"), index=True)


class File(_Record, Base):
    """A preservation unit (hồ sơ, đơn vị bảo quản)."""

    __tablename__ = "files"
    __table_args__ = (UniqueConstraint("inventory_id", "code"),)
    kind: ClassVar[RecordKind] = RecordKind.FILE

    inventory_id: Mapped[int] = mapped_column(ForeignKey("inventories.id"))
    code: Mapped[str] = mapped_column(SORTED)

    inventory: Mapped[Inventory] = relationship()


class Document(_Record, Base):
    """One paper (văn bản): an ordered list of ranges of asset pages."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("file_id", "ordinal"),)
    kind: ClassVar[RecordKind] = RecordKind.DOCUMENT

    file_id: Mapped[str] = mapped_column(ForeignKey("files.id"))
    ordinal: Mapped[str] = mapped_column(SORTED)

    file: Mapped[File] = relationship()
    parts: Mapped[list["DocumentPart"]] = relationship(
        order_by="DocumentPart.position", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def page_count(self) -> int:
        """How many pages the document's parts hold."""
        return sum(part.page_count for part in self.parts)


class DocumentPart(Base):
    """A range of an asset's pages, both ends included, counted from 0; `position` orders the parts of a document."""

    __tablename__ = "document_parts"
    __table_args__ = (
        CheckConstraint("0 <= first_index AND first_index <= last_index", name="range"),
        Index(None, "asset_sha256", "first_index"),
    )

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    asset_sha256: Mapped[str] = mapped_column(ForeignKey("assets.sha256"))
    first_index: Mapped[int]
    last_index: Mapped[int]

    @property
    def page_count(self) -> int:
        """How many pages the range holds."""
        return self.last_index - self.first_index + 1


type_of_record: dict[RecordKind, type[File] | type[Document]] = {RecordKind.FILE: File, RecordKind.DOCUMENT: Document}
