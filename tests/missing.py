"""What a machine lacks: said loudly and passed over at a user's, a failure in CI."""

import os
from typing import NoReturn

import pytest


def skip_or_fail(reason: str) -> NoReturn:
    """Skip the tests that need what is missing; fail them in CI, where everything is to be there."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
