"""Looks a delivery over before it is taken in: every fault of files and inventory, and what is there already; changes nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select

from archive.dates import PartialDate
from archive.descriptions import Field
from archive.numbers import key_of, parse_number
from archive.references import Reference
from archive.terms import Term, parse_term, term_of
from archive.vietnamese import bare
from catalogue.catalogue import Catalogue
from catalogue.column_mappings import confirmed_columns
from catalogue.document_terms import terms_of_fonds
from catalogue.models import Fonds
from imaging.executor import Failure, PageExecutor
from imaging.pieces import inspect
from indexer.checksums import sha256_of
from indexer.intake import Finding, OfferedDocument, Outcome, survey
from indexer.inventory import InventoryDocument, InventoryFile
from indexer.inventory import columns as c
from indexer.matching import Matched, compare, read_all
from indexer.near_files import NearFile, OfferedFile, near_pictures, same_bytes
from indexer.progress import Reporter
from indexer.registration import Register, Rules

_GAPS_NAMED = 10
_DIGITS = re.compile(r"\d+")


class Rule(StrEnum):
    """A rule that a delivery can break."""

    INVENTORY = "inventory"  # cannot be read at all
    CELL = "cell"  # a cell that cannot be understood, a column that is missing, a row that repeats another
    SECRECY = "secrecy"  # a level that cannot be understood, or a paper that must not be digitised
    MISSING = "missing"  # named, but not delivered
    UNNAMED = "unnamed"  # delivered, but not named
    DAMAGED = "damaged"  # a file that cannot be opened or is beyond a limit
    CONFLICT = "conflict"  # under its reference the archive holds other content, or the delivery brings two
    DUPLICATE = "duplicate"  # one number twice for a body, type and term
    GAP = "gap"  # numbers missing in a file's series
    COUNT = "count"  # documents or pages are not as many as the inventory says
    TERM = "term"  # dated outside the file's term and every term of the fonds


LOSSES = frozenset({Rule.INVENTORY, Rule.SECRECY, Rule.MISSING, Rule.DAMAGED, Rule.CONFLICT})
"""Rules whose breach keeps something out of the archive, or out of sight."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that is broken: by which file or cell (sheet, row as the spreadsheet shows it, column, value), and what to do."""

    rule: Rule
    file: str
    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""

    def to_json(self) -> dict[str, Any]:
        """As one JSON object."""
        place = {"sheet": self.sheet, "row": self.row or None, "column": self.column, "value": self.value}
        return {"rule": self.rule.value, "file": self.file, **place, "message": self.message}

    def __str__(self) -> str:
        place = f", sheet '{self.sheet}'" if self.sheet else ""
        place += f", row {self.row}" if self.row else ""
        place += f", column '{self.column}'" if self.column else ""
        value = f", value '{self.value}'" if self.value else ""
        return f"{self.rule.value}: {self.file}{place}{value}: {self.message}"


@dataclass(frozen=True, slots=True)
class Check:
    """What a delivery offers, every rule it breaks, and what of it is there already: no fault, and nothing is dropped for it."""

    name: str
    documents: int
    pages: int
    inventories: tuple[str, ...]
    breaches: tuple[Breach, ...]
    near: tuple[NearFile, ...]

    @property
    def exit_status(self) -> int:
        """3 when something would be kept out of the archive or out of sight, else 0."""
        return 3 if any(breach.rule in LOSSES for breach in self.breaches) else 0

    def to_json(self) -> dict[str, Any]:
        """As one JSON object."""
        return {
            "name": self.name,
            "documents": self.documents,
            "pages": self.pages,
            "inventories": list(self.inventories),
            "breaches": [breach.to_json() for breach in self.breaches],
            "duplicates": [one.to_json() for one in self.near],
        }


def check_delivery(
    catalogue: Catalogue,
    executor: PageExecutor,
    paths: Sequence[Path],
    rules: Rules,
    *,
    inventory: Path | None = None,
    pictures: bool = True,
    reporter: Reporter,
) -> Check:
    """Look over files and folders as `vankho ingest` would take them in, and change nothing.

    Without `pictures` files are compared by their bytes only, which spares rendering each page.

    Raises:
        BadRequest: a path does not exist.
    """
    offer = survey(paths, inventory)
    with catalogue.reading() as session:
        confirmed = confirmed_columns(session)
    matched = read_all(offer.inventories, confirmed)
    breaches = [*_of_findings(offer.findings), *_of_findings(matched.unreadable, Rule.INVENTORY)]
    for name, fault in matched.faults:
        rule = Rule.SECRECY if fault.holds else Rule.CELL
        breaches.append(Breach(rule, name, fault.message, fault.sheet, fault.row, fault.column, fault.value))
    breaches += _of_findings(compare(matched, offer.documents))
    pages: dict[str, int] = {}
    parts = {part.path: part for document in offer.documents for part in document.parts}
    if parts:
        reporter.stage("Checking", len(parts), "files")
    failed = 0
    for path, result in executor.run(inspect, iter(parts), stage="inspect"):
        label = parts[path].label
        if isinstance(result, Failure):
            failed += 1
            breaches.append(Breach(Rule.DAMAGED, label, result.reason.removeprefix(f"{path.name}: ")))
        else:
            pages[label] = result.page_count
        reporter.step(failed)
    breaches += _conflicts(catalogue, offer.documents, matched, rules)
    rows = _Rows(matched, offer.documents)
    terms = _known_terms(catalogue, rows)
    breaches += [*rows.top_secret(), *rows.duplicates(), *rows.gaps(), *rows.counts(pages), *rows.out_of_term(terms)]
    sound = [
        OfferedFile(p.path, p.label, sha256_of(p.path), pages[p.label]) for p in parts.values() if p.label in pages
    ]
    near = same_bytes(catalogue, sound)
    if pictures:
        told = {one.file for one in near}
        near += near_pictures(catalogue, executor, [file for file in sound if file.label not in told], reporter)
    names = tuple(matched.names)
    return Check(offer.name, len(offer.documents), sum(pages.values()), names, tuple(breaches), tuple(near))


_RULES = {
    Outcome.MISSING: Rule.MISSING,
    Outcome.UNNAMED: Rule.UNNAMED,
    Outcome.FAILED: Rule.DAMAGED,
    Outcome.REFUSED: Rule.CONFLICT,
    Outcome.HELD: Rule.SECRECY,
}


def _of_findings(findings: Iterable[Finding], rule: Rule | None = None) -> Iterator[Breach]:
    for finding in findings:
        broken = rule or _RULES.get(finding.outcome)
        if broken is not None:
            message = "is not named in the inventory." if finding.outcome is Outcome.UNNAMED else finding.message
            yield Breach(broken, finding.label, message)


def _conflicts(
    catalogue: Catalogue, documents: Sequence[OfferedDocument], matched: Matched, rules: Rules
) -> Iterator[Breach]:
    """Documents that would be refused: the archive or an earlier file of this delivery has their reference."""
    register = Register(0, matched, rules)
    with catalogue.reading() as session:
        for document in documents:
            refused = register.repeated(document) or register.refusal(session, document, partial(_hashes, document))
            if refused is not None:
                yield Breach(Rule.CONFLICT, refused.label, refused.message)
            else:
                register.claim(document)


def _hashes(document: OfferedDocument) -> list[str]:
    return [sha256_of(part.path) for part in document.parts]


def _known_terms(catalogue: Catalogue, rows: "_Rows") -> dict[str, list[Term]]:
    """The terms, with their own days, of those fonds of the delivery that the archive has already."""
    with catalogue.reading() as session:
        known = session.scalars(select(Fonds).where(Fonds.code.in_(rows.fonds))).all()
        return {fonds.code: terms_of_fonds(session, fonds.id) for fonds in known}


class _Rows:
    """The rows of the inventories and the documents they speak of, file by file."""

    def __init__(self, matched: Matched, documents: Sequence[OfferedDocument]) -> None:
        self._matched = matched
        self._name = ", ".join(matched.names)
        self._rows = sorted((row for row in matched.rows), key=lambda row: row.row)
        self._by_file: dict[Reference, list[InventoryDocument]] = defaultdict(list)
        for row in self._rows:
            if row.reference is not None:
                self._by_file[row.reference.file_reference].append(row)
        self._offered: dict[Reference, list[OfferedDocument]] = defaultdict(list)
        for document in documents:
            reference = matched.reference_of(document)
            if reference is not None:
                self._offered[reference.file_reference].append(document)

    @property
    def fonds(self) -> list[str]:
        """The codes of all fonds that references name."""
        return sorted({reference.fonds for reference in (*self._by_file, *self._offered)})

    def top_secret(self) -> Iterator[Breach]:
        """Papers that must not be digitised at all."""
        for row in self._rows:
            if row.top_secret:
                yield self._breach(
                    Rule.SECRECY, row, c.SECRECY_COLUMN, "Tuyệt mật", "must not be digitised or taken in"
                )

    def duplicates(self) -> Iterator[Breach]:
        """One number twice for the same body and type: in a term where the Party numbers, in a year where the state does."""
        first: dict[tuple[str, ...], InventoryDocument] = {}
        for row in self._rows:
            number = row.value(Field.NUMBER)
            if not number:
                continue
            body, kind = bare(row.value(Field.ISSUER)), bare(row.value(Field.TYPE))
            key = (key_of(number), body, kind, self._period(row, number))
            if key in first:
                told = f"has the number of row {first[key].row}, of the same body, type and time; one of them is wrong, or a copy"
                yield self._breach(Rule.DUPLICATE, row, c.NUMBER_COLUMN, number, told)
            first.setdefault(key, row)

    def _period(self, row: InventoryDocument, number: str) -> str:
        """The term of the row's file for a Party number, else the year of its date: where numbers begin anew."""
        parsed = parse_number(number)
        of_file = self._file_row(row.reference.file_reference) if row.reference else None
        term = of_file.value(Field.TERM) if of_file else ""
        return term if term and parsed and parsed.style == "party" else row.value(Field.DATE)[:4]

    def gaps(self) -> Iterator[Breach]:
        """Numbers missing between 1 and the last of a file, in inventory and delivery together."""
        for reference in self._files():
            rows, documents = self._by_file.get(reference, []), self._offered.get(reference, [])
            told = [row.reference for row in rows] + [self._matched.reference_of(document) for document in documents]
            given = {int(digits[0]) for r in told if r and r.ordinal and (digits := _DIGITS.search(r.ordinal))}
            missing = sorted(set(range(1, max(given, default=0))) - given)
            if missing:
                shown = ", ".join(map(str, missing[:_GAPS_NAMED])) + (" …" if len(missing) > _GAPS_NAMED else "")
                message = (
                    f"of the documents 1 to {max(given)}, {len(missing)} are neither listed nor delivered: {shown}"
                )
                yield Breach(Rule.GAP, str(reference), message)

    def counts(self, pages: Mapping[str, int]) -> Iterator[Breach]:
        """Documents and pages of a file that are not as many as its row says."""
        for reference in self._files():
            row = self._file_row(reference)
            if row is None:
                continue
            documents = self._offered.get(reference, [])
            labels = [part.label for document in documents for part in document.parts]
            held = {Field.DOCUMENT_COUNT: len(documents)}
            if all(label in pages for label in labels):
                held[Field.PAGE_COUNT] = sum(pages[label] for label in labels)
            for column, field in c.FILE_FIELDS.items():
                listed = _DIGITS.search(row.value(field)) if field in held else None
                if listed and int(listed[0]) != held[field]:
                    message = f"the delivery has {held[field]} for file {reference}"
                    yield Breach(Rule.COUNT, self._name, message, c.FILES_SHEET, row.row, column, row.value(field))

    def out_of_term(self, terms: Mapping[str, Sequence[Term]]) -> Iterator[Breach]:
        """Rows dated outside the term of their file, and outside every term that the archive knows of their fonds."""
        for reference, rows in self._by_file.items():
            of_file = self._file_row(reference)
            term = parse_term(of_file.value(Field.TERM)) if of_file else None
            known = [*terms.get(reference.fonds, ()), *([term] if term else [])]
            if not known:
                continue
            for row in rows:
                dated = row.value(Field.DATE)
                if dated and (doubt := term_of(PartialDate.from_text(dated), known, term.code if term else None)[1]):
                    yield self._breach(Rule.TERM, row, c.DATE_COLUMN, dated, f"{doubt}; correct the date or the term")

    def _files(self) -> list[Reference]:
        return sorted({*self._by_file, *self._offered}, key=lambda reference: reference.sort_key)

    def _file_row(self, reference: Reference) -> InventoryFile | None:
        return self._matched.file_row(reference, "")

    def _breach(self, rule: Rule, row: InventoryDocument, column: str, value: str, message: str) -> Breach:
        return Breach(rule, self._name, f"{row.file_name} {message}.", c.DOCUMENTS_SHEET, row.row, column, value)
