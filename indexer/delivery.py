"""Takes in one delivery, from the folder to pages that are read and described. Idempotent; goes on where a killed run stopped."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from archive.errors import NotTakenIn
from catalogue.catalogue import Catalogue
from catalogue.column_mappings import confirmed_columns
from catalogue.deliveries import begin_delivery, finish_delivery, get_delivery, record_items
from catalogue.fingerprints import MOST_CANDIDATES
from catalogue.models import DeliveryItem, ItemState, Page, PageState
from catalogue.models import PageWork as PageWorkRow
from catalogue.originals import INVENTORY_KIND, add_asset, name_asset
from imaging.executor import Failure, PageExecutor
from imaging.pieces import Inspection, inspect
from indexer.checksums import sha256_of
from indexer.fingerprinting import find_duplicates
from indexer.intake import Finding, Offer, OfferedDocument, Outcome, survey
from indexer.matching import Matched, compare, read_all
from indexer.page_work import PageCounts, PageWork
from indexer.progress import Reporter
from indexer.registration import Register, Rules, Stored

BATCH = 20  # documents entered in one transaction


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a delivery: every finding, every fault of the inventory, and the counts of pages."""

    delivery: int
    name: str
    findings: tuple[Finding, ...]
    faults: tuple[str, ...]
    pages: PageCounts
    failed_pages: int

    @property
    def exit_status(self) -> int:
        """0 when everything offered and everything named is in the archive, else 3."""
        return 3 if self.failed_pages or any(finding.outcome.is_loss for finding in self.findings) else 0

    def to_json(self) -> dict[str, Any]:
        """As one JSON object."""
        outcomes = Counter(finding.outcome.value for finding in self.findings)
        return {
            "delivery": self.delivery,
            "name": self.name,
            "outcomes": {outcome.value: outcomes[outcome.value] for outcome in Outcome},
            "pages": {"read": self.pages.read, "cached": self.pages.cached, "failed": self.failed_pages},
            "findings": [
                {"file": finding.label, "outcome": finding.outcome.value, "message": finding.message}
                for finding in self.findings
                if finding.message
            ],
            "inventory_faults": list(self.faults),
        }


class Intake:
    """Takes deliveries into one catalogue, and then looks for duplicates of what is new if it `finds_duplicates`."""

    def __init__(
        self,
        catalogue: Catalogue,
        executor: PageExecutor,
        work: PageWork,
        rules: Rules,
        *,
        finds_duplicates: bool = False,
    ) -> None:
        self._finds_duplicates = finds_duplicates
        self._catalogue = catalogue
        self._executor = executor
        self._work = work
        self._rules = rules

    def take_in(self, paths: Sequence[Path], inventory: Path | None, reporter: Reporter) -> Receipt:
        """Take in files and folders as one delivery.

        Raises:
            BadRequest: a path does not exist.
            NotTakenIn: the disk has no room for the delivery; nothing was stored.
        """
        offer = survey(paths, inventory)
        with self._catalogue.reading() as session:
            confirmed = confirmed_columns(session)
        matched = read_all(offer.inventories, confirmed)
        findings = [*offer.findings, *matched.held_rows, *compare(matched, offer.documents)]
        wanted, refused = _apart(offer.documents, matched)
        findings += refused + self._unreadable(wanted, matched)
        self._require_space(wanted, offer.name)
        stored = self._store(wanted, matched, findings, reporter)
        delivery, finished = self._begin(offer, stored, findings)
        findings += self._keep_inventories(offer.inventories, delivery)
        told = {finding.label for finding in findings}
        entered = self._enter(delivery, matched, wanted, stored, reporter, told=told)
        findings += entered
        counts = self._work.run(reporter)
        failed = self._count_failed(stored)
        if not finished:
            self._finish(delivery, wanted, findings, matched, failed)
        if self._finds_duplicates:
            self._find_duplicates(reporter)
        faults = tuple(f"{name}: {fault}" for name, fault in matched.faults)
        return Receipt(delivery, offer.name, tuple(findings), faults, counts, failed)

    def _find_duplicates(self, reporter: Reporter) -> None:
        """Compare what is new with the archive. Told on the way and not in the receipt: it is no part of the delivery."""
        found = find_duplicates(self._catalogue, self._executor, reporter)
        if found.pairs:
            reporter.say(
                f"{found.pairs} pairs of documents are one paper or near to it; see: vankho duplicates, or the page /duplicates."
            )
        if found.crowded:
            reporter.say(
                f"{found.crowded} documents have more than {MOST_CANDIDATES} candidates; the likeliest were compared."
            )

    def _unreadable(self, documents: Sequence[OfferedDocument], matched: Matched) -> list[Finding]:
        """The inventories that could not be read, each with what is held back for it and what to do."""
        held = [] if self._rules.access else [paper.label for paper in documents if matched.may_be_marked(paper)]
        if not held:
            return matched.unreadable
        shown = ", ".join(held[:3]) + (f" and {len(held) - 3} more" if len(held) > 3 else "")
        told = (
            f"Until then {len(held)} documents are held back as secret ({shown}), but for those whose level an earlier inventory "
            "or a person gave: mend the inventory and run ingest again, "
            "or say with --access which level they have."
        )
        return [replace(finding, message=f"{finding.message} {told}") for finding in matched.unreadable]

    def _require_space(self, documents: Sequence[OfferedDocument], name: str) -> None:
        """Make sure that what is not in the store yet fits on its disk; only where that is in doubt is every file hashed."""
        assets = self._catalogue.assets
        parts = [part for document in documents for part in document.parts]
        try:
            assets.require_space(sum(part.size for part in parts), name)
        except NotTakenIn:
            missing = sum(part.size for part in parts if not assets.path_of(sha256_of(part.path)).exists())
            if missing:
                assets.require_space(missing, name)

    def _store(
        self, documents: Sequence[OfferedDocument], matched: Matched, findings: list[Finding], reporter: Reporter
    ) -> dict[str, Stored]:
        """Look into each file, in a worker since a damaged one may crash its reader, and store the files of sound documents."""
        parts = {part.path: part for document in documents for part in document.parts}
        inspected: dict[str, Inspection] = {}
        if parts:
            reporter.stage("Checking", len(parts), "files")
        failed = 0
        for path, result in self._executor.run(inspect, iter(parts), stage="inspect"):
            part = parts[path]
            if isinstance(result, Failure):
                failed += 1
                reason = result.reason.removeprefix(f"{path.name}: ")  # the label names the file
                findings.append(Finding(part.label, Outcome.FAILED, reason))
            else:
                inspected[part.label] = result
            reporter.step(failed)
        whole = [document for document in documents if all(part.label in inspected for part in document.parts)]
        if whole:
            reporter.stage("Storing", len(whole), "documents")
        register = Register(0, matched, self._rules)
        stored: dict[str, Stored] = {}
        for document in whole:
            outcome = register.repeated(document) or self._store_one(register, document, inspected)
            if isinstance(outcome, Finding):
                findings.append(outcome)
            else:
                stored |= outcome
                register.claim(document)
            reporter.step()
        return stored

    def _store_one(
        self, register: Register, document: OfferedDocument, inspected: dict[str, Inspection]
    ) -> dict[str, Stored] | Finding:
        """Put the files of one document into the store, unless it would be refused: a refused file leaves nothing there."""
        stored = {}
        try:
            with self._catalogue.reading() as session:
                refused = register.refusal(session, document, lambda: [sha256_of(part.path) for part in document.parts])
            if refused is not None:
                return refused
            if len(document.parts) > 1:  # all of it or nothing: the first parts alone would be strays
                self._require_space([document], document.label)
            for part in document.parts:
                sha256, size, _ = self._catalogue.assets.add(part.path)
                stored[part.label] = Stored(replace(part, size=size), sha256, inspected[part.label])
        except (NotTakenIn, OSError) as error:
            return Finding(document.label, Outcome.FAILED, str(error))
        return stored

    def _keep_inventories(self, inventories: Sequence[Path], delivery: int) -> list[Finding]:
        """Keep the inventories as they came, so that they can be given back cell by cell; returns those that could not be."""
        lost = []
        for path in inventories:
            try:
                sha256, size, _ = self._catalogue.assets.add(path)
            except (NotTakenIn, OSError) as error:
                lost.append(Finding(path.name, Outcome.FAILED, f"was read, but could not be kept: {error}"))
                continue
            with self._catalogue.begin() as session:
                add_asset(session, sha256=sha256, size=size, media_kind=INVENTORY_KIND, page_sizes=[])
                name_asset(session, sha256, path.name, delivery)
        return lost

    def _begin(self, offer: Offer, stored: dict[str, Stored], findings: Sequence[Finding]) -> tuple[int, bool]:
        """The delivery's number, and whether a run before this one dealt with all of it."""
        told = sorted([f"{label} {item.sha256}" for label, item in stored.items()])
        told += sorted(f"{finding.label} {finding.outcome}" for finding in findings)
        told += [hashlib.sha256(path.read_bytes()).hexdigest() for path in offer.inventories]
        fingerprint = hashlib.sha256("\n".join(told).encode()).hexdigest()
        with self._catalogue.begin() as session:
            delivery, _ = begin_delivery(session, offer.name, offer.name, fingerprint)
            return delivery.id, delivery.finished_at is not None

    def _enter(
        self,
        delivery: int,
        matched: Matched,
        documents: Sequence[OfferedDocument],
        stored: dict[str, Stored],
        reporter: Reporter,
        *,
        told: Collection[str],
    ) -> list[Finding]:
        register = Register(delivery, matched, self._rules)
        whole = [document for document in documents if all(part.label in stored for part in document.parts)]
        findings = [
            Finding(
                document.label, Outcome.FAILED, "has a page that could not be taken in, so the whole document was not."
            )
            for document in documents
            if len(document.parts) > 1 and document not in whole and document.label not in told
        ]
        if whole:
            reporter.stage("Entering", len(whole), "documents")
        for batch in _batches(whole):
            with self._catalogue.begin() as session:
                entered = [
                    register.enter(session, document, [stored[part.label] for part in document.parts])
                    for document in batch
                ]
                found = get_delivery(session, delivery)
                if found.finished_at is None:
                    items = [item for pair in zip(batch, entered, strict=True) for item in _items(*pair, stored)]
                    items = [_as_first_said(session, found.id, item) for item in items]
                    record_items(session, found, items)
                    brought = {item.name for item in items if item.state is ItemState.TAKEN}
                    entered = [_as_brought(*pair, brought) for pair in zip(batch, entered, strict=True)]
            findings += entered
            for _ in batch:
                reporter.step()
        return findings

    def _count_failed(self, stored: dict[str, Stored]) -> int:
        hashes = sorted({item.sha256 for item in stored.values()})
        failed = 0
        with self._catalogue.reading() as session:
            for start in range(0, len(hashes), 500):
                wanted = (
                    select(func.count())
                    .select_from(PageWorkRow)
                    .join(Page, Page.id == PageWorkRow.page_id)
                    .where(Page.asset_sha256.in_(hashes[start : start + 500]), PageWorkRow.state == PageState.FAILED)
                )
                failed += session.scalar(wanted) or 0
        return failed

    def _finish(
        self,
        delivery: int,
        documents: Sequence[OfferedDocument],
        findings: Sequence[Finding],
        matched: Matched,
        failed: int,
    ) -> None:
        outcomes = Counter(finding.outcome.value for finding in findings)
        lost = [finding for finding in findings if finding.outcome in _KEPT and finding.outcome is not Outcome.UNNAMED]
        with self._catalogue.begin() as session:
            found = get_delivery(session, delivery)
            items = [DeliveryItem(name=f.label, state=_KEPT[f.outcome], message=f.message) for f in lost]
            record_items(session, found, items)
            finish_delivery(
                session,
                found,
                {
                    "documents": len(documents),
                    "outcomes": dict(sorted(outcomes.items())),
                    "inventory": ", ".join(matched.names),
                    "inventory_faults": len(matched.faults),
                    "failed_pages": failed,
                },
            )


_KEPT = {
    Outcome.FAILED: ItemState.FAILED,
    Outcome.REFUSED: ItemState.REFUSED,
    Outcome.MISSING: ItemState.MISSING,
    Outcome.UNNAMED: ItemState.UNNAMED,
}


def _apart(documents: Sequence[OfferedDocument], matched: Matched) -> tuple[list[OfferedDocument], list[Finding]]:
    """The documents that may be taken in, and a refusal of each that the inventory marks as top secret."""
    wanted, refused = [], []
    for document in documents:
        row = matched.row_of(document)
        if row is not None and row.top_secret:
            message = "is marked Tuyệt mật in the inventory; such papers must not be digitised or taken in. Nothing of it was stored."
            refused.append(Finding(document.label, Outcome.REFUSED, message))
        else:
            wanted.append(document)
    return wanted, refused


def _items(document: OfferedDocument, finding: Finding, stored: dict[str, Stored]) -> list[DeliveryItem]:
    state = ItemState(finding.outcome.value)
    return [
        DeliveryItem(name=part.label, sha256=stored[part.label].sha256, state=state, message=finding.message)
        for part in document.parts
    ]


def _as_first_said(session: Any, delivery: int, item: DeliveryItem) -> DeliveryItem:
    """A file this very delivery brought stays `taken` when a killed run is gone on with."""
    if item.state is ItemState.UNCHANGED:
        before = session.scalar(
            select(DeliveryItem).where(DeliveryItem.delivery_id == delivery, DeliveryItem.name == item.name)
        )
        if before is not None:
            item.state, item.message = before.state, before.message
    return item


def _as_brought(document: OfferedDocument, finding: Finding, brought: Collection[str]) -> Finding:
    """A document that this delivery brought before it was cut off counts as taken, as if it had not been."""
    if finding.outcome is Outcome.UNCHANGED and all(part.label in brought for part in document.parts):
        return Finding(finding.label, Outcome.TAKEN)
    return finding


def _batches(documents: Sequence[OfferedDocument]) -> Iterator[Sequence[OfferedDocument]]:
    for start in range(0, len(documents), BATCH):
        yield documents[start : start + BATCH]
