"""The tables of the catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SORTED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
WORD = sa.String(32)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "assets",
        sa.Column("sha256", SORTED, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_kind", sa.String(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.CheckConstraint("page_count >= 0", name=op.f("ck_assets_page_count")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_assets")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("path_label", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_deliveries_fingerprint")),
    )
    op.create_table(
        "deny_list",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("access", WORD, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_deny_list")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("kind", WORD, nullable=True),
        sa.Column("record_id", sa.String(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_action"), "events", ["action"], unique=False)
    op.create_index(op.f("ix_events_at"), "events", ["at"], unique=False)
    op.create_index(op.f("ix_events_kind_record_id"), "events", ["kind", "record_id"], unique=False)

    op.create_table(
        "index_state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("marker", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_index_state")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "outbox",
        sa.Column("kind", WORD, nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("action", WORD, nullable=False),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_queued_at"), "outbox", ["queued_at"], unique=False)

    op.create_table(
        "publication_lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_publication_lease")),
    )
    op.create_table(
        "repositories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", SORTED, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repositories")),
        sa.UniqueConstraint("code", name=op.f("uq_repositories_code")),
    )
    op.create_table(
        "asset_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asset_sha256", SORTED, nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("path", SORTED, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.ForeignKeyConstraint(["asset_sha256"], ["assets.sha256"], name=op.f("fk_asset_names_asset_sha256")),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_asset_names_delivery_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_names")),
        sa.UniqueConstraint(
            "delivery_id", "path", "asset_sha256", name=op.f("uq_asset_names_delivery_id_path_asset_sha256")
        ),
    )
    op.create_index(op.f("ix_asset_names_asset_sha256"), "asset_names", ["asset_sha256"], unique=False)
    op.create_index(op.f("ix_asset_names_path"), "asset_names", ["path"], unique=False)

    op.create_table(
        "delivery_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("name", SORTED, nullable=False),
        sa.Column("sha256", SORTED, nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_delivery_items_delivery_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_items")),
        sa.UniqueConstraint("delivery_id", "name", name=op.f("uq_delivery_items_delivery_id_name")),
    )
    op.create_table(
        "fonds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("repository_id", sa.Integer(), nullable=False),
        sa.Column("code", SORTED, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("order_key", SORTED, nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["repository_id"], ["repositories.id"], name=op.f("fk_fonds_repository_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fonds")),
        sa.UniqueConstraint("repository_id", "code", name=op.f("uq_fonds_repository_id_code")),
    )
    op.create_index(op.f("ix_fonds_code"), "fonds", ["code"], unique=False)

    op.create_table(
        "pages",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("asset_sha256", SORTED, nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("width", sa.Double(), nullable=True),
        sa.Column("height", sa.Double(), nullable=True),
        sa.Column("rotation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_sha256"], ["assets.sha256"], name=op.f("fk_pages_asset_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("asset_sha256", "index", name=op.f("uq_pages_asset_sha256_index")),
    )
    op.create_table(
        "inventories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fonds_id", sa.Integer(), nullable=False),
        sa.Column("code", SORTED, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("order_key", SORTED, nullable=False),
        sa.ForeignKeyConstraint(["fonds_id"], ["fonds.id"], name=op.f("fk_inventories_fonds_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventories")),
        sa.UniqueConstraint("fonds_id", "code", name=op.f("uq_inventories_fonds_id_code")),
    )
    op.create_table(
        "page_texts",
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_page_texts_page_id")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_page_texts")),
    )
    op.create_table(
        "page_work",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error_class", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_page_work_page_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_page_work")),
        sa.UniqueConstraint("page_id", name=op.f("uq_page_work_page_id")),
    )
    op.create_index(op.f("ix_page_work_state_sequence"), "page_work", ["state", "sequence"], unique=False)

    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("field", WORD, nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", WORD, nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("page_id", sa.String(), nullable=True),
        sa.Column("x", sa.Double(), nullable=True),
        sa.Column("y", sa.Double(), nullable=True),
        sa.Column("width", sa.Double(), nullable=True),
        sa.Column("height", sa.Double(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("superseded_at", MOMENT, nullable=True),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name=op.f("ck_statements_confidence")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_statements_page_id")),
        sa.ForeignKeyConstraint(["supersedes"], ["statements.id"], name=op.f("fk_statements_supersedes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_kind_record_id"), "statements", ["kind", "record_id"], unique=False)
    op.create_index(
        "uq_statements_current",
        "statements",
        ["kind", "record_id", "field", "source"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )

    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fonds_id", sa.Integer(), nullable=False),
        sa.Column("code", SORTED, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_terms_days")),
        sa.ForeignKeyConstraint(["fonds_id"], ["fonds.id"], name=op.f("fk_terms_fonds_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("fonds_id", "code", name=op.f("uq_terms_fonds_id_code")),
    )
    op.create_table(
        "files",
        sa.Column("inventory_id", sa.Integer(), nullable=False),
        sa.Column("code", SORTED, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", SORTED, nullable=False),
        sa.Column("order_key", SORTED, nullable=False),
        sa.Column("label", SORTED, nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("default_access", WORD, nullable=False),
        sa.Column("access", WORD, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_files_delivery_id")),
        sa.ForeignKeyConstraint(["inventory_id"], ["inventories.id"], name=op.f("fk_files_inventory_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("inventory_id", "code", name=op.f("uq_files_inventory_id_code")),
        sa.UniqueConstraint("reference", name=op.f("uq_files_reference")),
    )
    op.create_index(op.f("ix_files_delivery_id"), "files", ["delivery_id"], unique=False)
    op.create_index(op.f("ix_files_label"), "files", ["label"], unique=False)
    op.create_index(op.f("ix_files_order_key"), "files", ["order_key"], unique=False)

    op.create_table(
        "documents",
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("ordinal", SORTED, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reference", SORTED, nullable=False),
        sa.Column("order_key", SORTED, nullable=False),
        sa.Column("label", SORTED, nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("default_access", WORD, nullable=False),
        sa.Column("access", WORD, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_documents_delivery_id")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_documents_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("file_id", "ordinal", name=op.f("uq_documents_file_id_ordinal")),
        sa.UniqueConstraint("reference", name=op.f("uq_documents_reference")),
    )
    op.create_index(op.f("ix_documents_delivery_id"), "documents", ["delivery_id"], unique=False)
    op.create_index(op.f("ix_documents_label"), "documents", ["label"], unique=False)
    op.create_index(op.f("ix_documents_order_key"), "documents", ["order_key"], unique=False)

    op.create_table(
        "document_parts",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asset_sha256", SORTED, nullable=False),
        sa.Column("first_index", sa.Integer(), nullable=False),
        sa.Column("last_index", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= first_index AND first_index <= last_index", name=op.f("ck_document_parts_range")),
        sa.ForeignKeyConstraint(["asset_sha256"], ["assets.sha256"], name=op.f("fk_document_parts_asset_sha256")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_document_parts_document_id")),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_document_parts")),
    )
    op.create_index(
        op.f("ix_document_parts_asset_sha256_first_index"),
        "document_parts",
        ["asset_sha256", "first_index"],
        unique=False,
    )
