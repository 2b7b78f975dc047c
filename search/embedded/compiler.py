"""From a query tree to a tantivy query: what must match, and what raises the rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import tantivy
from tantivy import Occur
from tantivy import Query as Compiled

from search.embedded.schema import ALL, BORDER, EDGE, field
from search.entries import NEIGHBOURS
from search.forms import Level, at_level, forms_of, is_marked
from search.query.numbers import without_zeros
from search.query.tree import And, FieldQuery, Not, Number, Or, Phrase, Query, SearchField, Words

EXACT_BOOST = 4.0  # 'bán đất' before 'ban đất': marks that the reader typed are meant
LETTERS_BOOST = 2.0  # for 'bán': 'bàn' before 'bân', which differs in a letter and not only in its tone
TITLE_BOOST = 3.0  # 'nông thôn mới': the paper that is about it before those that mention it
ADJACENT_BOOST = 2.0  # 'ban chấp hành' before a page with 'ban', 'chấp' and 'hành' strewn over it
RUN_BOOST = 40.0  # 'cầu treo dân sinh Pác Lũng': the page that says just this before those that say its pairs elsewhere
LONGEST_RUN = 12  # words; in a longer question the pairs say enough, and no page holds it word for word
OWN_NUMBER_BOOST = 100.0  # '12-NQ/TU': the resolution itself before the papers that cite it


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles for one schema. Without `ranked` only what must match is compiled: enough to count, and quicker.

    `paged` compiles for pages: there a phrase may also run over the page's borders, and fields are not to be had.
    `negating` compiles what must not be there: `-bàn` takes out 'bàn', but neither 'bán' nor what a scan made 'ban'.
    """

    schema: tantivy.Schema
    ranked: bool
    paged: bool = False
    negating: bool = False

    def compile(self, query: Query) -> Compiled:
        """The tantivy query of a whole tree."""
        return self._query(query, ALL)

    def _query(self, query: Query, name: str) -> Compiled:  # noqa: PLR0911 - one for each kind of node
        match query:
            case Words(words):
                return self._words(words, name)
            case Phrase(words):
                return self._phrase(words, name, strict=query.strict)
            case Number():
                return self._number(query, name)
            case FieldQuery(searched, inner):
                return self._in_field(inner, searched)
            case Not(inner):
                return without(self._negated(inner, name))
            case And(queries):
                return self._all(queries, name)
            case Or(queries):
                return any_of([self._query(part, name) for part in queries])

    def _all(self, queries: Sequence[Query], name: str) -> Compiled:
        clauses = [
            (Occur.MustNot, self._negated(part.query, name))
            if isinstance(part, Not)
            else (Occur.Must, self._query(part, name))
            for part in queries
        ]
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, everything()))
        return Compiled.boolean_query(clauses)

    def _negated(self, query: Query, name: str) -> Compiled:
        return replace(self, ranked=False, negating=True)._query(query, name)

    def _term(self, name: str, level: Level, word: str) -> Compiled:
        return Compiled.term_query(self.schema, field(name, level), word, "position")

    def _sequence(self, name: str, level: Level, words: Sequence[str]) -> Compiled:
        """Words in sequence at one level; tantivy has no phrase of one word."""
        if len(words) == 1:
            return self._term(name, level, forms_of(words[0]).at(level))
        sought = at_level(words, level)
        found = Compiled.phrase_query(self.schema, field(name, level), list(sought))
        if not self.paged:
            return found
        over_border = [
            Compiled.phrase_query(self.schema, field(EDGE, level), [*sought[:split], BORDER, *sought[split:]])
            for split in range(1, len(sought))
            if max(split, len(sought) - split) <= NEIGHBOURS
        ]
        return any_of([found, *over_border])

    def _words(self, words: Sequence[str], name: str) -> Compiled:
        """All words, wherever they stand. Where nothing typed carries marks, marks in the text do not count either."""
        marked = is_marked(words)
        clauses = [(Occur.Must, self._word(word, name, marked=marked)) for word in dict.fromkeys(words)]
        if self.ranked:
            level = Level.EXACT if marked else Level.BARE
            if 2 < len(words) <= LONGEST_RUN:
                clauses.append((Occur.Should, boosted(self._sequence(name, Level.BARE, words), RUN_BOOST)))
                if name == ALL and not self.paged:
                    titled = self._sequence(SearchField.TITLE, level, words)
                    clauses.append((Occur.Should, boosted(titled, RUN_BOOST)))
            for pair in dict.fromkeys(pairwise(words)):
                clauses.append((Occur.Should, boosted(self._sequence(name, Level.BARE, pair), ADJACENT_BOOST)))
                if level is Level.EXACT:
                    clauses.append((Occur.Should, boosted(self._sequence(name, level, pair), ADJACENT_BOOST)))
                if name == ALL and not self.paged:
                    title = self._sequence(SearchField.TITLE, level, pair)
                    clauses.append((Occur.Should, boosted(title, ADJACENT_BOOST * TITLE_BOOST)))
        return Compiled.boolean_query(clauses)

    def _word(self, word: str, name: str, *, marked: bool) -> Compiled:
        forms = forms_of(word)
        if self.negating and forms.marked:
            return self._term(name, Level.EXACT, forms.exact)
        bare = self._term(name, Level.BARE, forms.bare)
        if not self.ranked:
            return bare
        clauses = [(Occur.Must, bare)]
        if marked:
            clauses.append((Occur.Should, boosted(self._term(name, Level.LETTERS, forms.letters), LETTERS_BOOST)))
            clauses.append((Occur.Should, boosted(self._term(name, Level.EXACT, forms.exact), EXACT_BOOST)))
        if (
            name == ALL and not self.paged
        ):  # a title counts only with the marks typed: 'ban' there is no 'bán' in the text
            level = Level.EXACT if marked else Level.BARE
            titled = self._term(SearchField.TITLE, level, forms.at(level))
            clauses.append((Occur.Should, boosted(titled, TITLE_BOOST)))
        return Compiled.boolean_query(clauses)

    def _phrase(self, words: Sequence[str], name: str, *, strict: bool) -> Compiled:
        if strict or (self.negating and is_marked(words)):
            return self._sequence(name, Level.EXACT, words)
        found = self._sequence(name, Level.BARE, words)
        if not self.ranked or not is_marked(words):
            return found
        exact = self._sequence(name, Level.EXACT, words)
        return Compiled.boolean_query([(Occur.Must, found), (Occur.Should, boosted(exact, EXACT_BOOST))])

    def _number(self, number: Number, name: str) -> Compiled:
        cited = (
            self._phrase(number.words, name, strict=False) if number.in_sequence else self._words(number.words, name)
        )
        if self.paged or name != ALL:
            return cited
        return any_of([cited, boosted(self._own_number(number.key), OWN_NUMBER_BOOST)])

    def _own_number(self, key: str) -> Compiled:
        return constant(Compiled.term_query(self.schema, "number_key", key, "basic"), 1.0)

    def _in_field(self, query: Query, searched: SearchField) -> Compiled:
        if self.paged:
            return everything()
        return self._numbers(query) if searched is SearchField.NUMBER else self._query(query, searched)

    def _numbers(self, query: Query) -> Compiled:  # noqa: PLR0911 - one for each kind of node
        """A query of the number field: whole numbers by key, else the parts of a number, without leading zeros."""
        match query:
            case Number(key=key):
                return self._own_number(key)
            case Words(words):
                return all_of([self._number_part(word) for word in words])
            case Phrase(words):
                parts = [without_zeros(word) for word in words]
                if len(parts) == 1:
                    return self._number_part(words[0])
                return Compiled.phrase_query(self.schema, SearchField.NUMBER, list(parts))
            case Not(inner):
                return without(self._numbers(inner))
            case And(queries):
                return all_of([self._numbers(part) for part in queries])
            case Or(queries):
                return any_of([self._numbers(part) for part in queries])
            case FieldQuery(_, inner):
                return self._numbers(inner)

    def _number_part(self, word: str) -> Compiled:
        return Compiled.term_query(self.schema, SearchField.NUMBER, without_zeros(word), "position")


def everything() -> Compiled:
    """All records, without a score."""
    return constant(Compiled.all_query())


def constant(query: Compiled, score: float = 0.0) -> Compiled:
    """The same matches, each with the same score: filters do not rank."""
    return Compiled.const_score_query(query, score)


def boosted(query: Compiled, boost: float) -> Compiled:
    """The same matches, their scores multiplied."""
    return Compiled.boost_query(query, boost)


def all_of(queries: Iterable[Compiled]) -> Compiled:
    """Records that match all."""
    return Compiled.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Sequence[Compiled]) -> Compiled:
    """Records that match any; none of nothing."""
    if not queries:
        return Compiled.empty_query()
    return queries[0] if len(queries) == 1 else Compiled.boolean_query([(Occur.Should, query) for query in queries])


def without(query: Compiled) -> Compiled:
    """All records but those that match."""
    return Compiled.boolean_query([(Occur.Must, everything()), (Occur.MustNot, query)])
