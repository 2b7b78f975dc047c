"""What can be suggested: titles, numbers and issuers as described, and phrases of titles, each with the records that hold it."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.access import Access
from archive.descriptions import Field
from archive.vietnamese import bare, collation_key, normalise, tokens
from catalogue.models import DescribedValue, Document, File
from reading.phrases import common_phrases
from search.query.numbers import without_zeros

LEAST_RECORDS = 3  # that hold a phrase and that a reader may see, before it is told to them


class SuggestedKind(StrEnum):
    """What a suggestion is: a described value by its field, or a phrase of titles."""

    TITLE = "title"
    NUMBER = "number"
    ISSUER = "issuer"
    PHRASE = "phrase"


_FIELDS = {
    Field.TITLE: SuggestedKind.TITLE,
    Field.NUMBER: SuggestedKind.NUMBER,
    Field.ISSUER: SuggestedKind.ISSUER,
}

Carrier = tuple[str, Access]
"""A record that holds a value, by id, and the level that counted when it was read."""


@dataclass(frozen=True)
class SuggestedValue:
    """A value as readers are shown it, and the records that carry it."""

    text: str
    kind: SuggestedKind
    carriers: tuple[Carrier, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in bare form; the figure of a number without leading zeros."""
        return figures_plain(bare_words(self.text)) if self.kind is SuggestedKind.NUMBER else bare_words(self.text)


def bare_words(text: str) -> tuple[str, ...]:
    """The words of a text in bare form."""
    return tuple(bare(token.text) for token in tokens(normalise(text)))


def figures_plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the first, where it is a figure, without leading zeros: `05-NQ/TU` is `5-NQ/TU`."""
    return (without_zeros(words[0]), *words[1:]) if words and words[0][:1].isdigit() else words


def read_values(session: Session) -> list[SuggestedValue]:
    """All values that count, in Vietnamese order; the phrases last."""
    described = _described(session)
    return sorted(described, key=lambda value: collation_key(value.text)) + _phrases(described)


def _described(session: Session) -> list[SuggestedValue]:
    levels = _levels(session)
    rows = session.execute(
        select(DescribedValue.record_id, DescribedValue.field, DescribedValue.value, DescribedValue.source).where(
            DescribedValue.field.in_(_FIELDS), DescribedValue.superseded_at.is_(None)
        )
    )
    effective: dict[tuple[str, Field], tuple[int, str]] = {}
    for record_id, of_field, text, source in rows:
        key = (record_id, of_field)
        effective[key] = min(effective.get(key, (99, "")), (source.precedence, text))
    carriers: defaultdict[tuple[Field, str], list[Carrier]] = defaultdict(list)
    for (record_id, of_field), (_, text) in effective.items():
        if text and record_id in levels:
            carriers[of_field, text].append((record_id, levels[record_id]))
    return [SuggestedValue(text, _FIELDS[of_field], tuple(those)) for (of_field, text), those in carriers.items()]


def _phrases(described: list[SuggestedValue]) -> list[SuggestedValue]:
    titles = [value for value in described if value.kind is SuggestedKind.TITLE]
    phrases = common_phrases(
        [value.text for value in titles], [len(value.carriers) for value in titles], least=LEAST_RECORDS
    )
    values = [
        SuggestedValue(
            text, SuggestedKind.PHRASE, tuple(dict.fromkeys(one for at in places for one in titles[at].carriers))
        )
        for text, places in phrases.items()
    ]
    return sorted(values, key=lambda value: collation_key(value.text))


def _levels(session: Session) -> dict[str, Access]:
    """The level that counts of every record in sight."""
    files = select(File.id, File.access).where(File.withdrawn.is_(False))
    documents = (
        select(Document.id, Document.access, File.access)
        .join(File)
        .where(Document.withdrawn.is_(False), File.withdrawn.is_(False))
    )
    levels = {row.id: row.access for row in session.execute(files)}
    levels.update({id_: own.stricter(of_file) for id_, own, of_file in session.execute(documents)})
    return levels
