"""Fingerprints, the pairs found by them, and what people decided of pairs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "common_shingles",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_common_shingles")),
    )
    op.create_table(
        "fingerprint_bands",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fingerprint_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "fingerprint_id", name=op.f("pk_fingerprint_bands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "page_pictures",
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_page_pictures_page_id")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_page_pictures")),
    )
    op.create_table(
        "copies",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("main_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_copies_document_id")),
        sa.ForeignKeyConstraint(["main_id"], ["documents.id"], name=op.f("fk_copies_main_id")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_copies")),
    )
    op.create_index(op.f("ix_copies_main_id"), "copies", ["main_id"], unique=False)
    op.create_table(
        "duplicate_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("main_id", sa.String(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["one_id"], ["documents.id"], name=op.f("fk_duplicate_decisions_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["documents.id"], name=op.f("fk_duplicate_decisions_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_decisions")),
    )
    op.create_index(
        op.f("ix_duplicate_decisions_one_id_other_id"), "duplicate_decisions", ["one_id", "other_id"], unique=False
    )
    op.create_index(op.f("ix_duplicate_decisions_other_id"), "duplicate_decisions", ["other_id"], unique=False)
    op.create_table(
        "duplicate_pairs",
        sa.Column("one_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("whole_id", sa.String(), nullable=True),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["documents.id"], name=op.f("fk_duplicate_pairs_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["documents.id"], name=op.f("fk_duplicate_pairs_other_id")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_duplicate_pairs")),
    )
    op.create_index(op.f("ix_duplicate_pairs_kind_confidence"), "duplicate_pairs", ["kind", "confidence"], unique=False)
    op.create_index(op.f("ix_duplicate_pairs_other_id"), "duplicate_pairs", ["other_id"], unique=False)
    op.create_table(
        "fingerprints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("signatures", sa.LargeBinary(), nullable=False),
        sa.Column("pictures", sa.LargeBinary(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_fingerprints_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fingerprints")),
        sa.UniqueConstraint("document_id", name=op.f("uq_fingerprints_document_id")),
    )
    op.create_index(op.f("ix_fingerprints_compared"), "fingerprints", ["compared"], unique=False)
    op.create_index(op.f("ix_fingerprints_scheme"), "fingerprints", ["scheme"], unique=False)
