"""Events are stored in UTC and shown in Vietnamese time."""

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def told(at: datetime) -> str:
    """A moment as people read it: `2026-11-23 17:45`, in Vietnamese time."""
    return at.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M")
