"""Who works on the command line, as logs name them."""

import getpass
import os


def of_system() -> str:
    """The system user's name; the number where the user has no name (as in some containers)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"
