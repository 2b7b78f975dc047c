"""A small made-up archive: its scans, its inventory, the truth about both, and the script that makes them."""
