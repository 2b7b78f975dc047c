"""Watches an inbox: takes in each delivery that is complete, one after another, and puts it away with its report."""

import json
import logging
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

from archive.errors import Unavailable, VankhoError
from catalogue.catalogue import Catalogue
from indexer.delivery import Receipt
from indexer.intake import Outcome
from indexer.progress import Reporter
from indexer.receipts import write_receipt
from vankho import composition
from vankho.inbox import Inbox, Rest, Shelf
from vankho.settings import Settings

_QUIET = {Outcome.TAKEN.value, Outcome.UNCHANGED.value}
_log = logging.getLogger(__name__)

Tell = Callable[[dict[str, Any]], None]


class Stopped(BaseException):
    """The watcher was told to end; not an `Exception`, so that nothing takes it for a fault of the delivery."""


class StoppableReporter:
    """Passes progress on, and ends the work after the step that is being done when the watcher is told to end."""

    def __init__(self, shown: Reporter, stopping: Event) -> None:
        self._shown = shown
        self._stopping = stopping

    def stage(self, name: str, total: int, unit: str) -> None:
        """See `Reporter`."""
        self._shown.stage(name, total, unit)

    def step(self, failures: int = 0) -> None:
        """See `Reporter`. Each step is one committed page or document, so nothing is lost by ending here."""
        self._shown.step(failures)
        if self._stopping.is_set():
            raise Stopped

    def say(self, message: str) -> None:
        """See `Reporter`."""
        self._shown.say(message)


@contextmanager
def stopping_on_signals() -> Iterator[Event]:
    """An event that SIGTERM and SIGINT set, in place of what they do otherwise, until the block ends."""
    stopping = Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(slots=True)
class Watch:
    """One watcher of one inbox.

    Attributes:
        rest: seconds that nothing about a delivery may change before it counts as complete.
        every: seconds between two looks into the inbox.
        marker: the name of a file that says a delivery is complete; with it, `rest` plays no part.
        tell: is given each event, a JSON object with `event` and `name`.
    """

    settings: Settings
    inbox: Inbox
    rest: float
    every: float
    marker: str | None
    reporter: Reporter
    tell: Tell
    stopping: Event
    _rest: Rest = field(init=False)
    _told: set[tuple[str, str]] = field(default_factory=set, init=False)
    _stuck: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._rest = Rest(self.rest)

    def run(self, *, once: bool) -> bool:
        """Take in what is complete, until told to end; with `once`, what is there now, and end.

        Returns:
            Whether every delivery that was dealt with went to `done/`.

        Raises:
            Unavailable: another watcher is at the inbox; with `once`, also a needed service that does not answer.
        """
        good = True
        with self.inbox.held():
            self.inbox.tidy()
            try:
                good = self._once() if once else self._always()
            except Stopped:
                self.tell({"event": "stopped"})
        return good

    def _once(self) -> bool:
        names = self._complete()
        if self.marker is None and self._folders() and not self.stopping.wait(self.rest):
            names = self._complete()
        results = [self._deal_with(name) for name in names]  # each one, also behind one that failed
        return all(results)

    def _always(self) -> bool:
        good = True
        while not self.stopping.is_set():
            try:
                for name in self._complete():
                    good = self._deal_with(name) and good
            except Unavailable as fault:
                self._tell_once("waiting", "", str(fault))
            self.stopping.wait(self.every)
        raise Stopped

    def _folders(self) -> list[str]:
        folders, others = self.inbox.look()
        for name in others:
            self._tell_once("left", name, "is no folder; put it into one: a delivery is a folder.")
        return folders

    def _complete(self) -> list[str]:
        """The deliveries to take in now, by name."""
        folders = self._folders()
        marks = {name: self.inbox.fingerprint(name) for name in folders}
        self._stuck = {name: mark for name, mark in self._stuck.items() if marks.get(name) == mark}
        resting = self._rest.look(marks, time.monotonic())
        if self.marker is not None:
            resting = {name for name in folders if (self.inbox.path / name / self.marker).is_file()}
        return [name for name in folders if name in resting and name not in self._stuck]

    def _deal_with(self, name: str) -> bool:
        """Take in one delivery and put it away; whether it went to `done/`.

        Raises:
            Unavailable: a needed service does not answer; the delivery stays in the inbox.
            Stopped: told to end; the delivery stays and is gone on with by the next run.
        """
        if self.stopping.is_set():
            raise Stopped
        before = self.inbox.fingerprint(name)
        self.tell({"event": "begun", "name": _shown(name)})
        receipt, message = self._take_in(name)
        if self.inbox.fingerprint(name) != before:
            self.tell({"event": "changed", "name": _shown(name), "message": "changed meanwhile; it is taken in again."})
            return True
        good = receipt is not None and receipt.exit_status == 0
        try:
            place = self.inbox.put_away(
                name, Shelf.DONE if good else Shelf.FAULTY, lambda path: self._report(path, name, receipt, message)
            )
        except Unavailable as fault:
            self._stuck[name] = before  # not again and again: only when something about it changes
            self.tell({"event": "stuck", "name": _shown(name), "message": str(fault)})
            return False
        told = {
            "event": "done" if good else "faulty",
            "name": _shown(name),
            "place": _shown(str(place.relative_to(self.inbox.path))),
        }
        self.tell(told | ({"receipt": receipt.to_json()} if receipt else {"message": message}))
        return good

    def _take_in(self, name: str) -> tuple[Receipt | None, str]:
        """The receipt of the delivery, or none and the reason."""
        settings = self.settings
        rules = composition.intake_rules(settings, fonds=None, access=None, replace=False)
        try:
            with composition.open_catalogue(settings) as catalogue:
                with composition.intake(settings, catalogue, rules) as taking_in:
                    reporter = StoppableReporter(self.reporter, self.stopping)
                    receipt = taking_in.take_in([self.inbox.path / name], None, reporter)
                self._publish(catalogue)
        except Unavailable:
            raise
        except VankhoError as fault:
            return None, str(fault)
        except Exception as fault:  # noqa: BLE001 - the edge of a worker: one delivery must not hold up those behind it
            _log.exception("an unforeseen fault while taking in %s", _shown(name))
            return None, f"an unforeseen fault ({type(fault).__name__}: {fault}); report it, with the log of this run."
        return receipt, ""

    def _publish(self, catalogue: Catalogue) -> None:
        try:
            composition.publish(self.settings, catalogue, "watch")
        except Unavailable as fault:  # it is in the catalogue; whoever publishes next brings it to the index
            self._tell_once("unpublished", "", str(fault))

    def _report(self, path: Path, name: str, receipt: Receipt | None, message: str) -> None:
        """Write the reports: receipt to print, receipt as JSON, and each warning as a line."""
        data: dict[str, Any] = {"name": _shown(name), "message": message} if receipt is None else receipt.to_json()
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        path.with_name(f"{path.name}.receipt.json").write_text(text, encoding="utf-8")
        lines = warnings_of(receipt) if receipt else [message]
        path.with_name(f"{path.name}.warnings.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        if receipt is not None:
            with composition.open_catalogue(self.settings) as catalogue:
                page = path.with_name(f"{path.name}.receipt.html")
                write_receipt(catalogue, receipt.delivery, self.settings.repository, page)

    def _tell_once(self, event: str, name: str, message: str) -> None:
        if (event, name + message) not in self._told:
            self._told.add((event, name + message))
            self.tell({"event": event, "name": _shown(name), "message": message})


def warnings_of(receipt: Receipt) -> list[str]:
    """A line for everything that is not as it should be: losses first, then other findings, then faults of the inventory."""
    loud = [finding for finding in receipt.findings if finding.outcome.value not in _QUIET]
    lines = [
        f"{finding.outcome}: {finding.label} {finding.message}"
        for finding in sorted(loud, key=lambda finding: not finding.outcome.is_loss)
    ]
    if receipt.failed_pages:
        lines.append(
            f"{receipt.failed_pages} pages could not be read; the receipt names them, vankho retry reads them again."
        )
    return lines + [f"inventory: {fault}" for fault in receipt.faults]


def _shown(name: str) -> str:
    """The name with bytes that are no UTF-8 written out, so that it can be printed."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
