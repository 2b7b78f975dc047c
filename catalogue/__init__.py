"""The system of record: database models, migrations, the asset store, the ledger of page work."""
