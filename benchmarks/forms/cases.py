"""The papers to be described: made-up ones of every form, or the samples, each with its truth and its pages as read."""

import json
from pathlib import Path
from typing import Any

from archive.descriptions import Field
from benchmarks.forms.comparing import FIELDS, Case
from benchmarks.forms.papers import ARRIVALS, Paper, Truth
from benchmarks.forms.readings import read_papers, readings
from benchmarks.ocr_accuracy import SAMPLES, pages_of


def made_up(seed: int, count: int, home: Path, jobs: int) -> list[Case]:
    """So many papers of a seed."""
    return [
        Case(
            read.paper.name,
            read.paper.form,
            read.paper.damage,
            fields_of(read.paper.truth),
            frozenset(read.paper.truth.cited),
            read.pages,
            traits_of(read.paper),
        )
        for read in read_papers(seed, count, home, jobs)
    ]


def traits_of(paper: Paper) -> tuple[str, ...]:
    """What may make a paper hard beside its form and its damage; `plain` where nothing does, `no handwriting` in its head."""
    traits = {
        "number by hand": any(piece.by_hand for piece in paper.number),
        "date by hand": any(piece.by_hand for piece in paper.dated),
        "typewritten": paper.family == "cursor",
        "number not at left": paper.layout != "left",
        "copy": bool(paper.truth.copy_kind),
        "arrival stamp": any(stamp.heading in ARRIVALS for stamp in paper.stamps),
        "secret or urgent": bool(paper.truth.secrecy or paper.truth.urgency),
        "official letter": paper.truth.type == "Công văn",
    }
    found = tuple(name for name, has in traits.items() if has) or ("plain",)
    return found if any("by hand" in name for name in found) else (*found, "no handwriting")


def fields_of(truth: Truth) -> dict[Field, str]:
    """A truth by field; of two signers the first counts, and a paper of two bodies is asked for no issuer."""
    fields = {
        Field.NUMBER: truth.number,
        Field.DATE: truth.date,
        Field.TYPE: truth.type,
        Field.ISSUER: truth.issuer or "",
        Field.TITLE: truth.title,
        Field.SIGNER: truth.signers[0],
        Field.SECRECY: truth.secrecy,
        Field.URGENCY: truth.urgency,
        Field.COPY_KIND: truth.copy_kind,
        Field.RECIPIENTS: "; ".join(truth.recipients),
        Field.LANGUAGE: truth.language,
    }
    if truth.issuer is None:
        del fields[Field.ISSUER]
    return fields


def samples(home: Path, jobs: int) -> list[Case]:
    """The papers of the samples, by carrier; a file delivered twice counts once."""
    documents: list[dict[str, Any]] = json.loads((SAMPLES / "truth" / "documents.json").read_text("utf-8"))
    documents = [document for document in documents if not document["same_as"]]
    tasks = {document["reference"]: [task for task, _ in pages_of(document)] for document in documents}
    flat = [task for ones in tasks.values() for task in ones]
    texts = dict(zip(flat, readings(flat, home, jobs), strict=True))
    return [
        Case(
            document["reference"],
            document["kind"],
            "sample",
            {field: document["fields"].get(field.value) or "" for field in FIELDS}
            | {Field.SECRECY: document["secrecy"]},
            None,
            [texts[task] for task in tasks[document["reference"]]],
        )
        for document in documents
    ]
