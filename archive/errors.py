"""One tree of errors. Each message names the thing at fault and what a person can do about it."""

from typing import ClassVar


class VankhoError(Exception):
    """Any fault this product knows by name; `exit_status` is what the command line ends with."""

    exit_status: ClassVar[int] = 1


class BadRequest(VankhoError):
    """What was asked cannot be done as asked: a wrong option, parameter, cursor or setting."""

    exit_status = 2


class Unfit(BadRequest):
    """What was given for an account will not do; `reason` is a word that pages know in their own languages."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Unconfirmed(BadRequest):
    """Something was understood well enough to propose what it means, and a person has yet to say that this is right."""


class NotFound(VankhoError):
    """No such record, or none that this reader may see."""

    exit_status = 2


class Moved(NotFound):
    """A record whose content is in other records since; `references` are theirs."""

    def __init__(self, message: str, references: tuple[str, ...]) -> None:
        super().__init__(message)
        self.references = references


class NotSignedIn(VankhoError):
    """Only those with an account may do this, and nobody is signed in, or no longer."""

    exit_status = 2


class NotPermitted(VankhoError):
    """The account may not do this, or the request does not prove that its reader meant it."""

    exit_status = 2


class NotTakenIn(VankhoError):
    """A file or page of a delivery could not be taken in."""

    exit_status = 3


class LimitExceeded(NotTakenIn):
    """Something is larger than the product promises to handle; the message names the limit."""


class PageUnreadable(NotTakenIn):
    """A page could not be read; never an empty page instead."""


class Unavailable(VankhoError):
    """A service or program that is needed does not answer or is not installed."""

    exit_status = 4
