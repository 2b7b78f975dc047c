"""The query language, read. Anything typed is a valid query: what cannot be understood is searched as words.

Words must all match. `"a phrase"` must stand in sequence. `-word` must not be there. `a b OR c d` (also HOẶC) is either
all of a and b or all of c and d: words are syllables here, so OR parts whole runs of them. Parentheses group.
`number: issuer: type: title: signer:` and their Vietnamese names ask one field of the word, quote or group that follows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.errors import BadRequest
from search.notices import Notice, NoticeCode
from search.query.numbers import number_at, number_typed_as_one
from search.query.scan import Sign, Token, scan
from search.query.tree import And, FieldQuery, Not, Number, Or, Phrase, Query, SearchField, Words

LONGEST_QUERY = 1000  # characters
DEEPEST = 12  # levels of parentheses; nobody writes more, and a tree of a thousand would exhaust any engine


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text means: its tree (None when it holds no word), and what was not understood in it."""

    query: Query | None
    notices: tuple[Notice, ...] = ()


def parse(text: str) -> Parsed:
    """Read a reader's text.

    Raises:
        BadRequest: the text is longer than 1,000 characters.
    """
    if len(text) > LONGEST_QUERY:
        raise BadRequest(f"the query has {len(text):,} characters; at most {LONGEST_QUERY:,} are allowed: shorten it")
    return _Reader(list(scan(text))).read()


class _Reader:
    """Reads signs by recursive descent; `_at` is the next sign."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._notices: list[Notice] = []

    def read(self) -> Parsed:
        query = self._either(in_field=False)
        parts = [query]
        while self._at < len(self._tokens):  # only a closing parenthesis stops the reading before the end
            self._notice("a closing parenthesis without an opening one was left out")
            self._at += 1
            parts.append(self._either(in_field=False))
        return Parsed(all_of(parts), tuple(dict.fromkeys(self._notices)))

    def _notice(self, message: str) -> None:
        self._notices.append(Notice(NoticeCode.SYNTAX, message))

    def _peek(self) -> Sign | None:
        return self._tokens[self._at].sign if self._at < len(self._tokens) else None

    def _either(self, *, in_field: bool) -> Query | None:
        parts = [self._all(in_field=in_field)]
        while self._peek() is Sign.OR:
            self._at += 1
            parts.append(self._all(in_field=in_field))
        if len(parts) > 1 and None in parts:
            self._notice("OR needs words on both sides; it was left out")
        return any_of(parts)

    def _all(self, *, in_field: bool) -> Query | None:
        parts: list[Query | None] = []
        while self._peek() not in {None, Sign.OR, Sign.CLOSE}:
            parts.append(self._unit(in_field=in_field))
        return all_of(parts)

    def _unit(self, *, in_field: bool) -> Query | None:
        token = self._tokens[self._at]
        self._at += 1
        units: dict[Sign, Callable[[Token, bool], Query | None]] = {
            Sign.WORDS: lambda token, _: _typed(token.words),
            Sign.QUOTE: lambda token, _: Phrase(token.words) if token.words else None,
            Sign.OPEN: self._group,
            Sign.NOT: self._negated,
            Sign.FIELD: self._field,
            Sign.LONE_QUOTE: self._lone_quote,
            Sign.UNKNOWN_FIELD: self._unknown_field,
        }
        return units[token.sign](token, in_field)

    def _group(self, _: Token, in_field: bool) -> Query | None:
        if self._depth >= DEEPEST:
            self._notice(f"parentheses deeper than {DEEPEST} levels were left out")
            return None
        self._depth += 1
        query = self._either(in_field=in_field)
        self._depth -= 1
        if self._peek() is Sign.CLOSE:
            self._at += 1
        else:
            self._notice("a parenthesis is not closed; it was closed at the end")
        return query

    def _negated(self, _: Token, in_field: bool) -> Query | None:
        if self._peek() in {None, Sign.OR, Sign.CLOSE}:
            return None
        return negation_of(self._unit(in_field=in_field))

    def _field(self, token: Token, in_field: bool) -> Query | None:
        name = _words_of(token.text)
        if in_field:
            self._notice(f"“{token.text}” stands inside another field and was searched as words")
            return name
        value = None if self._peek() in {None, Sign.OR, Sign.CLOSE} else self._unit(in_field=True)
        if value is None or token.field is None:
            self._notice(f"“{token.text}” has nothing to look for and was searched as words")
            return name
        return _in_field(token.field, value)

    def _lone_quote(self, _: Token, __: bool) -> Query | None:
        self._notice("a quotation mark is not closed; its words were searched as words")
        return None

    def _unknown_field(self, token: Token, _: bool) -> Query | None:
        self._notice(f"there is no field “{token.text}:”; it was searched as words")
        return Words(token.words) if token.words else None


def _words_of(text: str) -> Query | None:
    tokens = [token for token in scan(text.rstrip(":")) if token.sign is Sign.WORDS]
    return all_of([_typed(token.words) for token in tokens])


def _typed(words: tuple[str, ...]) -> Query:
    """What was typed without a space: one word, a number, or words in sequence."""
    if len(words) == 1:
        return Words(words)
    return number_typed_as_one(words) or Phrase(words, quoted=False)


def _in_field(field: SearchField, query: Query) -> Query:
    return FieldQuery(field, query)


def negation_of(query: Query | None) -> Query | None:
    """Not the query; twice not is the query itself."""
    if query is None:
        return None
    return query.query if isinstance(query, Not) else Not(query)


def all_of(parts: Sequence[Query | None]) -> Query | None:
    """All of the parts, in the one canonical form: no And inside And, runs of words together, numbers seen in them."""
    flat: list[Query] = []
    for part in parts:
        for query in part.queries if isinstance(part, And) else (part,):
            if query is None:
                continue
            for piece in _spread(query):
                if isinstance(piece, Words) and flat and isinstance(flat[-1], Words):
                    flat[-1] = Words(flat[-1].words + piece.words)
                else:
                    flat.append(piece)
    found = [piece for query in flat for piece in (_with_numbers(query) if isinstance(query, Words) else (query,))]
    if not found:
        return None
    return found[0] if len(found) == 1 else And(tuple(found))


def any_of(parts: Sequence[Query | None]) -> Query | None:
    """Any of the parts: no Or inside Or."""
    flat = [
        query for part in parts for query in (part.queries if isinstance(part, Or) else (part,)) if query is not None
    ]
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def _spread(query: Query) -> tuple[Query, ...]:
    """A spaced number as its words again, so that what stands beside it is seen before numbers are."""
    return (Words(query.words),) if isinstance(query, Number) and not query.in_sequence else (query,)


def _with_numbers(query: Words) -> list[Query]:
    """A run of words with the numbers in it told apart: `12 NQ TU nông thôn`."""
    parts: list[Query] = []
    run: list[str] = []
    at = 0
    while at < len(query.words):
        if number := number_at(query.words, at):
            if run:
                parts.append(Words(tuple(run)))
                run = []
            parts.append(number)
            at += len(number.words)
        else:
            run.append(query.words[at])
            at += 1
    return [*parts, Words(tuple(run))] if run else parts
