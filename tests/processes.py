"""A command and the processes it started, as the system sees them."""

from pathlib import Path


def family_of(process: int) -> set[int]:
    """The process and all its descendants that run now."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:  # it ended while we looked
            continue
        children.setdefault(parent, []).append(int(entry.parent.name))
    found, new = set(), [process]
    while new:
        found.add(member := new.pop())
        new += children.get(member, [])
    return found


def workers_of(process: int) -> set[int]:
    """The descendants that are workers of a pool."""
    return {member for member in family_of(process) - {process} if b"spawn_main" in _command_line(member)}


def memory_of(processes: set[int]) -> int:
    """Bytes of memory of these processes together; what several share counts once (PSS)."""
    kibibytes = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        kibibytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kibibytes * 1024


def is_alive(process: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _command_line(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
