"""Why two documents are a pair, in the reader's language."""

from archive.dates import PartialDate
from archive.duplicates.verdict import Reason, Sign
from web.language import write_date, write_share
from web.messages import Language, say

_DATED = frozenset({Sign.DATE_EQUAL, Sign.DATE_DIFFERS})


def told(language: Language, reason: Reason) -> str:
    """A reason in the reader's language; dates as that language writes them."""
    one, other = reason.one, reason.other
    if reason.sign in _DATED:
        one, other = (write_date(language, PartialDate.from_text(text)) for text in (one, other))
    share = write_share(reason.share or 0.0)
    both = " – ".join(filter(None, (one, other)))
    return say(language, f"reason.{reason.sign}", one=one, other=other, both=both, share=share, count=reason.count or 0)
