"""How a person had one page read."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "page_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("superseded_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_settings")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_page_settings_page_id")),
        sa.ForeignKeyConstraint(["supersedes"], ["page_settings.id"], name=op.f("fk_page_settings_supersedes")),
    )
    op.create_index(
        "uq_page_settings_current",
        "page_settings",
        ["page_id"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
