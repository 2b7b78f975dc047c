"""A reader's text cut into the signs of the query language. Never fails: what is no sign is words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from archive import vietnamese
from search.forms import Level, at_level, words_in
from search.query.tree import SearchField

FIELD_NAMES: dict[str, SearchField] = {
    "number": SearchField.NUMBER,
    "số": SearchField.NUMBER,
    "số hiệu": SearchField.NUMBER,
    "issuer": SearchField.ISSUER,
    "cơ quan": SearchField.ISSUER,
    "coquan": SearchField.ISSUER,
    "type": SearchField.TYPE,
    "loại": SearchField.TYPE,
    "title": SearchField.TITLE,
    "trích yếu": SearchField.TITLE,
    "trichyeu": SearchField.TITLE,
    "tiêu đề": SearchField.TITLE,
    "signer": SearchField.SIGNER,
    "người ký": SearchField.SIGNER,
    "nguoiky": SearchField.SIGNER,
}
"""Every name by which a field can be asked, with marks; typed without marks they are understood as well."""

_QUOTES = {'"': '"', "“": '”“"', "”": '”"', "„": '“”"', "«": "»"}
_CHUNK = re.compile(r'[^\s()"“”„«»]+')
_NAME = re.compile(r"(\w+(?:[ ]\w+)?):")
_UNKNOWN_FIELD = re.compile(r"\W*([^\W\d_]{2,}):(?=\S)")
_OPERATORS = frozenset({"OR", "HOẶC"})


class Sign(Enum):
    """The kinds of signs."""

    WORDS = auto()
    QUOTE = auto()
    FIELD = auto()
    NOT = auto()
    OR = auto()
    OPEN = auto()
    CLOSE = auto()
    LONE_QUOTE = auto()
    UNKNOWN_FIELD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One sign: its kind, its words (of WORDS and QUOTE), its field (of FIELD), and the text itself."""

    sign: Sign
    text: str
    words: tuple[str, ...] = ()
    field: SearchField | None = None


def _name_key(name: str) -> str:
    return " ".join(at_level(words_in(name), Level.BARE))


_FIELDS = {_name_key(name): field for name, field in FIELD_NAMES.items()}


def scan(text: str) -> Iterator[Token]:
    """The signs of a query in order."""
    text = vietnamese.normalise(text)
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at += 1
        elif sign in "()":
            yield Token(Sign.OPEN if sign == "(" else Sign.CLOSE, sign)
            at += 1
        elif sign in _QUOTES:
            token, at = _quote(text, at)
            yield token
        elif sign == "»":
            at += 1
        elif _negates(text, at):
            yield Token(Sign.NOT, sign)
            at += 1
        elif field := _field(text, at):
            yield field
            at += len(field.text)
        else:
            chunk = _CHUNK.match(text, at)
            word = chunk.group() if chunk else sign
            yield from _words(word)
            at += len(word)


def _quote(text: str, at: int) -> tuple[Token, int]:
    ends = [end for end in (text.find(mark, at + 1) for mark in _QUOTES[text[at]]) if end >= 0]
    if not ends:
        return Token(Sign.LONE_QUOTE, text[at]), at + 1
    end = min(ends)
    inside = text[at + 1 : end]
    return Token(Sign.QUOTE, inside, words_in(inside)), end + 1


def _negates(text: str, at: int) -> bool:
    """A minus directly before something and after a space: `-đất`, not `kinh tế - xã hội` and not `12-NQ`."""
    if text[at] != "-" or (at > 0 and not text[at - 1].isspace() and text[at - 1] != "("):
        return False
    following = text[at + 1 : at + 2]
    return following.isalnum() or following in tuple('("“«')


def _field(text: str, at: int) -> Token | None:
    name = _NAME.match(text, at)
    field = _FIELDS.get(_name_key(name.group(1))) if name else None
    return Token(Sign.FIELD, name.group(), field=field) if name and field else None


def _words(chunk: str) -> Iterator[Token]:
    if chunk in _OPERATORS:
        yield Token(Sign.OR, chunk)
        return
    while (unknown := _UNKNOWN_FIELD.match(chunk)) and not chunk[unknown.end() :].startswith("//"):
        yield Token(Sign.UNKNOWN_FIELD, unknown.group(1), words_in(unknown.group(1)))
        chunk = chunk[unknown.end() :]
    if words := words_in(chunk):
        yield Token(Sign.WORDS, chunk, words)
