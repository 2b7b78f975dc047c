"""Reasons as sentences in English, for the command line and programs; pages have their own words in both languages."""

from archive.duplicates.verdict import Reason, Sign

_SENTENCES = {
    Sign.BYTES: "the originals are the same bytes",
    Sign.PICTURE: "the images of {share} of the pages look the same",
    Sign.TEXT: "{share} of the words agree",
    Sign.PART: "{share} of the shorter text stands in the longer one",
    Sign.NUMBER_EQUAL: "the same number: {one}",
    Sign.DATE_EQUAL: "the same date: {one}",
    Sign.NUMBER_DIFFERS: "another number: {one} and {other}",
    Sign.DATE_DIFFERS: "another date: {one} and {other}",
    Sign.SIGNER_DIFFERS: "another signer: {one} and {other}",
    Sign.PASSAGES: "{count} passages say something else",
    Sign.FIGURES: "{share} of the figures agree",
    Sign.CERTIFIED: "one is certified as a copy: {both}",
    Sign.ELSEWHERE: "they lie in two files: {one} and {other}",
}


def sentence(reason: Reason) -> str:
    """One reason in words."""
    share = f"{round((reason.share or 0) * 100)} %"
    both = " – ".join(filter(None, (reason.one, reason.other)))
    return _SENTENCES[reason.sign].format(
        one=reason.one, other=reason.other, both=both, share=share, count=reason.count
    )
