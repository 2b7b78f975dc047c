"""What documents cite; numbers can be looked up by what they are compared by."""

import sqlalchemy as sa
from alembic import op

from archive.numbers import key_of

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SORTED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBERED = sa.text("superseded_at IS NULL AND number_key IS NOT NULL")
AT_ONCE = 5_000  # rows


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "citations",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", SORTED, nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("x", sa.Double(), nullable=False),
        sa.Column("y", sa.Double(), nullable=False),
        sa.Column("width", sa.Double(), nullable=False),
        sa.Column("height", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_citations")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_citations_document_id")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_citations_page_id")),
    )
    op.create_index(
        op.f("ix_citations_number_key_document_id"), "citations", ["number_key", "document_id"], unique=False
    )
    op.add_column("statements", sa.Column("number_key", SORTED, nullable=True))
    _fill()
    op.create_index(
        op.f("ix_statements_number_key"),
        "statements",
        ["number_key"],
        unique=False,
        sqlite_where=NUMBERED,
        postgresql_where=NUMBERED,
    )


def _fill() -> None:
    statements = sa.table(
        "statements", sa.column("id"), sa.column("field"), sa.column("value"), sa.column("number_key")
    )
    numbers = sa.select(statements.c.id, statements.c.value).where(statements.c.field == "number")
    change = sa.update(statements).where(statements.c.id == sa.bindparam("row")).values(number_key=sa.bindparam("key"))
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(
        numbers.where(statements.c.id > last).order_by(statements.c.id).limit(AT_ONCE)
    ).all():
        connection.execute(change, [{"row": row.id, "key": key_of(row.value) or None} for row in rows])
        last = rows[-1].id
