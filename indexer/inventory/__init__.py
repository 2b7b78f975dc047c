"""Inventories that come with a delivery: the HSLTCQ workbook and CSV, read into one shape, with every fault listed."""

from indexer.inventory.model import Fault, Inventory, InventoryDocument, InventoryFile
from indexer.inventory.source import Table, find_inventory, read_cells, read_inventory

__all__ = [
    "Fault",
    "Inventory",
    "InventoryDocument",
    "InventoryFile",
    "Table",
    "find_inventory",
    "read_cells",
    "read_inventory",
]
