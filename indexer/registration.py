"""Enters an offered document into the catalogue: assets, pages, its place in the fonds, and what the inventory says of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.access import Access
from archive.descriptions import Field, Source, Statement
from archive.references import Reference, parse_reference
from archive.terms import parse_term
from catalogue import records
from catalogue.arrangements import last_arrangement, parts_as_they_came
from catalogue.descriptions import state
from catalogue.document_terms import settle_term
from catalogue.models import Document, File, Fonds, NameState, Term
from catalogue.originals import add_asset, name_asset, retire_name
from catalogue.records import Part, ensure_document, ensure_file, ensure_fonds, ensure_inventory, ensure_repository
from imaging.pieces import Inspection
from indexer.describing import describe_if_read
from indexer.holding import hold, release
from indexer.intake import Finding, Offered, OfferedDocument, Outcome
from indexer.inventory import InventoryDocument
from indexer.matching import Matched, statements_of

INVENTORY_HAND = "inventory"  # who says what an inventory says
PROVISIONAL_FONDS = "000"
PROVISIONAL_INVENTORY = "00"


@dataclass(frozen=True, slots=True)
class Stored:
    """One file of a document, safe in the asset store."""

    offered: Offered
    sha256: str
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Rules:
    """How records without word of their own are entered."""

    agency: str
    repository: str
    fonds: str | None
    access: Access | None
    default_access: Access
    replace: bool


class Register:
    """Enters the documents of one delivery; each call is one document in the caller's transaction."""

    def __init__(self, delivery_id: int, matched: Matched, rules: Rules) -> None:
        self._delivery = delivery_id
        self._matched = matched
        self._rules = rules
        self._claimed: dict[str, str] = {}

    def enter(self, session: Session, offered: OfferedDocument, parts: Sequence[Stored]) -> Finding:
        """Enter one document, or find that it is there already.

        Returns a finding: taken, unchanged, or refused when the same name holds other bytes than before.
        """
        refused = self.refusal(session, offered, lambda: [stored.sha256 for stored in parts])
        if refused is not None:
            return refused
        row = self._matched.row_of(offered)
        reference = self._matched.reference_of(offered)
        known = self._known(session, offered, reference)
        wanted = [Part(stored.sha256, 0, stored.inspection.page_count - 1) for stored in parts]
        held = parts_as_they_came(session, known) if known else []
        self._store(session, parts)
        if known is not None and held == wanted:
            self._describe(session, known, row, again=True)
            self._hold_or_release(session, known, offered)
            settle_term(session, known)
            note = _note(known)
            return Finding(offered.label, Outcome.UNCHANGED, f"is {known.reference} already{note}.")
        if known is not None:
            for part in held:
                for stored in (stored for stored in parts if stored.sha256 != part.asset_sha256):
                    retire_name(session, part.asset_sha256, stored.offered.label)
            records.replace_parts(session, known, wanted)
            self._describe(session, known, row, again=True)
            self._hold_or_release(session, known, offered)
            describe_if_read(session, known)
            return Finding(offered.label, Outcome.TAKEN, f"replaces the content of {known.reference}.")
        document = self._new(session, offered, reference, wanted)
        self._describe(session, document, row, again=False)
        self._hold_or_release(session, document, offered)
        describe_if_read(session, document)
        return Finding(offered.label, Outcome.TAKEN)

    def claim(self, offered: OfferedDocument) -> None:
        """Note that this delivery brings a document under its reference."""
        reference = self._matched.reference_of(offered)
        if reference is not None and reference.ordinal:
            self._claimed.setdefault(str(reference), offered.label)

    def repeated(self, offered: OfferedDocument) -> Finding | None:
        """Why a document may not be entered: another file of this delivery came before it under the same reference."""
        reference = self._matched.reference_of(offered)
        first = self._claimed.get(str(reference))
        if first is None:
            return None
        message = (
            f"has the reference {reference}, as {first} has; give one of them another number and take it in again."
        )
        return Finding(offered.label, Outcome.REFUSED, message)

    def refusal(
        self, session: Session, offered: OfferedDocument, hashes: Callable[[], Sequence[str]]
    ) -> Finding | None:
        """Why a document may not be entered: the same name holds other bytes, and nobody asked to replace them.

        `hashes` gives the SHA-256 of its files in order; it is asked only of a document that is known.
        """
        known = self._known(session, offered, self._matched.reference_of(offered))
        if known is None:
            return None
        arranged = last_arrangement(session, known) is not None
        if self._rules.replace and not arranged:
            return None
        if [part.asset_sha256 for part in parts_as_they_came(session, known)] == list(hashes()):
            return None
        if arranged:
            return Finding(
                offered.label,
                Outcome.REFUSED,
                f"is in the catalogue as {known.reference} with other content, whose pages a person has split, joined or moved; "
                f"take that back first (vankho undo {known.reference}), then take the new file in with --replace.",
            )
        return Finding(
            offered.label,
            Outcome.REFUSED,
            f"is in the catalogue as {known.reference} with other content; if the new file is right, take it in with "
            "--replace (the old one is kept).",
        )

    def _known(self, session: Session, offered: OfferedDocument, reference: Reference | None) -> Document | None:
        if reference is not None and reference.ordinal:
            return session.scalar(select(Document).where(Document.reference == str(reference)))
        return session.scalar(select(Document).where(Document.label == offered.label))

    def _store(self, session: Session, parts: Sequence[Stored]) -> None:
        for stored in parts:
            add_asset(
                session,
                sha256=stored.sha256,
                size=stored.offered.size,
                media_kind=stored.inspection.kind.value,
                page_sizes=stored.inspection.pages,
            )
            name = name_asset(session, stored.sha256, stored.offered.label, self._delivery)
            name.state = NameState.CURRENT  # one that was replaced may come back

    def _new(
        self, session: Session, offered: OfferedDocument, reference: Reference | None, parts: Sequence[Part]
    ) -> Document:
        file = self._file(session, offered, reference)
        provisional = reference is None or not reference.ordinal
        ordinal = (
            reference.ordinal if reference is not None and reference.ordinal else records.next_ordinal(session, file)
        )
        document, _ = ensure_document(
            session,
            file,
            ordinal,
            f"{file.reference}-{ordinal}",
            parts,
            delivery_id=self._delivery,
            access=self._rules.access or self._rules.default_access,
            provisional=provisional,
        )
        document.label = offered.label
        return document

    def _file(self, session: Session, offered: OfferedDocument, reference: Reference | None) -> File:
        """The file a document belongs to: the one its reference names, or the one made for its folder."""
        repository = ensure_repository(
            session, reference.agency if reference else self._rules.agency, self._rules.repository
        )
        if reference is None:
            named = parse_reference(offered.folder.rsplit("/", 1)[-1])
            reference = named if named is not None and not named.ordinal else None
        if reference is not None:
            fonds = ensure_fonds(session, repository, reference.fonds)
            inventory = ensure_inventory(session, fonds, reference.inventory)
            file, is_new = ensure_file(
                session,
                inventory,
                reference.file,
                str(reference.file_reference),
                delivery_id=self._delivery,
                access=self._rules.access or self._rules.default_access,
            )
        else:
            found = session.scalar(select(File).where(File.label == offered.folder, File.provisional))
            if found is not None:
                return found
            code = self._rules.fonds or PROVISIONAL_FONDS
            fonds = ensure_fonds(session, repository, code, provisional=self._rules.fonds is None)
            inventory = ensure_inventory(session, fonds, PROVISIONAL_INVENTORY)
            number = records.next_file_code(session, inventory)
            file, is_new = ensure_file(
                session,
                inventory,
                number,
                f"{repository.code}-{fonds.code}-{inventory.code}-{number}",
                delivery_id=self._delivery,
                access=self._rules.access or self._rules.default_access,
                provisional=True,
            )
            title = offered.folder.rsplit("/", 1)[-1]
            state(session, file, [Statement(Field.TITLE, title, Source.EXTRACTED, 0.3)], who="folder name")
        if is_new:
            file.label = offered.folder
        if reference is not None:
            self._describe_file(session, file, fonds, reference)
        return file

    def _describe_file(self, session: Session, file: File, fonds: Fonds, reference: Reference) -> None:
        row = self._matched.file_row(reference, fonds.title)
        if row is None:
            return
        if row.fonds and not any(character.isdigit() for character in row.fonds) and not fonds.title:
            fonds.title = row.fonds
        level = row.value(Field.ACCESS)
        summary = bool(level) and self._is_summary(reference, Access(level))
        statements = [s for s in row.statements if not (summary and s.field in {Field.ACCESS, Field.SECRECY})]
        state(session, file, statements, who=INVENTORY_HAND)
        term = parse_term(row.value(Field.TERM))
        known = select(Term.id).where(Term.fonds_id == fonds.id, Term.code == (term.code if term else ""))
        if term is not None and session.scalar(known) is None:
            # Years alone are the fallback: they never move boundaries that someone has set.
            records.ensure_term(session, fonds, term.code, term.first, term.last)

    def _is_summary(self, reference: Reference, of_file: Access) -> bool:
        """Whether the level of a file only repeats the highest of its documents, as workbooks do.

        Then each document's own level counts, and one secret paper does not hide the others of its file.
        """
        levels = [
            Access(row.value(Field.ACCESS))
            for row in self._matched.rows
            if row.reference is not None
            and row.reference.file_reference == reference.file_reference
            and row.value(Field.ACCESS)
        ]
        return any(level.rank >= of_file.rank for level in levels)

    def _describe(self, session: Session, document: Document, row: InventoryDocument | None, *, again: bool) -> None:
        statements = statements_of(row)
        if again:
            # What was read from the paper since must not give way to the inventory's guess.
            statements = tuple(s for s in statements if s.source is Source.INVENTORY)
        state(session, document, statements, who=INVENTORY_HAND)

    def _hold_or_release(self, session: Session, document: Document, offered: OfferedDocument) -> None:
        """Hold a document back whose inventory could not be read; release it once one could."""
        if self._rules.access is None and self._matched.may_be_marked(offered):
            hold(session, document)
        elif self._rules.access or self._matched.names:
            release(session, document, self._rules.access)


def _note(known: Document) -> str:
    if not known.parts:
        return ", and its pages are in another document since"
    return " (withdrawn; bring it back with vankho restore)" if known.withdrawn else ""
