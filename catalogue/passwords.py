"""Passwords: which may be used, and their hashes (Argon2id, RFC 9106; parameters of the library, kept in each hash)."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from archive.errors import Unfit

SHORTEST = 12  # characters; length is what protects, so nothing is asked of which characters they are
LONGEST = 256
_FEWEST_DIFFERENT = 5
_TELLING = 4  # letters of a name: `an` stands in half of all words

_hasher = PasswordHasher()  # holds its parameters only


def hash_password(password: str, name: str) -> str:
    """The hash of a new password of the account `name`.

    Raises:
        Unfit: it is too short or too long, holds the account's name, or repeats a few characters.
    """
    text = _normal(password)
    if not SHORTEST <= len(text) <= LONGEST:
        raise Unfit(
            "length",
            f"a password has {SHORTEST} to {LONGEST} characters, this one {len(text)}; a few words with spaces do well",
        )
    if len(set(text)) < _FEWEST_DIFFERENT:
        raise Unfit("repeats", "this password repeats a few characters; take a few words with spaces between")
    if len(name) >= _TELLING and name in text.casefold():
        raise Unfit("holds_name", "a password must not hold the name of its account")
    return _hasher.hash(text)


def is_password(password: str, password_hash: str) -> bool:
    """Whether a password is the one that was hashed. Takes as long when it is not, and some 64 MiB meanwhile."""
    try:
        return _hasher.verify(password_hash, _normal(password[: 4 * LONGEST]))
    except (VerificationError, InvalidHashError):
        return False


def made_up_hash() -> str:
    """The hash of a password that nobody knows, to spend the same time on names that no account has."""
    return _hasher.hash(secrets.token_urlsafe())


def _normal(password: str) -> str:
    """The same letters typed on another keyboard are the same password: `ệ` is one code point there, three here."""
    return unicodedata.normalize("NFC", password)
