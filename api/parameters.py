"""Parameters as OpenAPI tells them. The search's are read by `reading.parameters`, which the pages use too."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

from archive.access import Access
from archive.errors import BadRequest
from reading.parameters import LONGEST_VALUE, MOST_VALUES, USUAL_SIZE, Copies
from search import LARGEST_SIZE, LONGEST_QUERY, USUAL_FACETS, DateMatch, Sort


class SearchParameters(BaseModel):
    """The parameters of a search; one that is repeated means any of its values."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(
        "", max_length=LONGEST_QUERY, description="what is sought; everything without it", examples=["đại hội"]
    )
    fonds: list[str] = Field([], max_length=MOST_VALUES, description="codes of fonds", examples=[["041"]])
    inventory: list[str] = Field([], max_length=MOST_VALUES, description="codes of inventories", examples=[["03"]])
    file: list[str] = Field(
        [], max_length=MOST_VALUES, description="references of files", examples=[["H42-041-03-0123"]]
    )
    term: list[str] = Field([], max_length=MOST_VALUES, description="terms", examples=[["2010-2015"]])
    type: list[str] = Field([], max_length=MOST_VALUES, description="types of document", examples=[["Nghị quyết"]])
    issuer: list[str] = Field([], max_length=MOST_VALUES, description="issuing bodies", examples=[["Tỉnh ủy Phú Lĩnh"]])
    access: list[Access] = Field([], max_length=MOST_VALUES, description="levels, cut down to the reader's own")
    year: list[int] = Field([], max_length=MOST_VALUES, description="years that the date touches", examples=[[2012]])
    from_: date | None = Field(None, alias="from", description="first day", examples=["2010-10-01"])
    to: date | None = Field(None, description="last day", examples=["2015-10-31"])
    dates: DateMatch = Field(DateMatch.OVERLAP, description="share a day with these days, or lie within them")
    level: Literal["document", "file", "any"] = Field("document", description="what is sought")
    sort: Sort = Field(Sort.RELEVANCE, description="relevance is reference without q; undated records last")
    size: int = Field(USUAL_SIZE, ge=0, le=LARGEST_SIZE, description="hits of one answer")
    cursor: str | None = Field(None, max_length=4000, description="`next` of an answer to the same search")
    facets: str = Field(
        ",".join(USUAL_FACETS), max_length=LONGEST_VALUE, description="names with commas between them; `none` for none"
    )
    expand: Literal["true", "false"] = Field("true", description="also seek what abbreviations stand for")
    widen: Literal["true", "false"] = Field("true", description="show records with most of the words if none has all")
    fuzzy: Literal["true", "false"] = Field("true", description="also seek words with one other letter if none matches")
    copies: Copies = Field(
        Copies.ALL, description="`folded`: copies, as archivists decided, stand behind their main document"
    )
    explain: Literal["true", "false"] = Field("false", description="tell of each hit why it was found, as `reasons`")


def only(*names: str) -> Callable[[Request], None]:
    """A dependency that refuses parameters which an operation does not know."""
    known = frozenset(names)

    def refuse_others(request: Request) -> None:
        for name in request.query_params:
            if name not in known:
                told = f"known are {', '.join(sorted(known))}" if known else "there are none here"
                raise BadRequest(f"there is no parameter '{name[:80]}'; {told}")

    return refuse_others
