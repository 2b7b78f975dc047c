"""The system of record: database models and migrations, the asset store, the ledger of page work, publication's outbox.

`catalogue.catalogue.Catalogue` opens it; every other module is plain functions that take a session of it.
"""
