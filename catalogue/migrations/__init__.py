"""Migrations of the catalogue's tables, run by `catalogue.schema.migrate`."""
