"""Accounts and their sessions; events know what was before and after, and are never changed or removed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SORTED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
WORD = sa.String(32)
MOMENT = sa.DateTime(timezone=True)
REFUSAL = "the log of events only grows: nothing in it is changed or removed"

# A migration that rebuilds the table `events` on SQLite (batch mode) must make these again: they go with the old table.
# The third is for REPLACE, which removes a row without asking the second.
SQLITE = (
    f"CREATE TRIGGER events_unchanged BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER events_kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "CREATE TRIGGER events_not_replaced BEFORE INSERT ON events "  # noqa: S608 - our own words
    f"WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION refuse_change_of_events() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
    "CREATE TRIGGER events_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_events()",
)


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", SORTED, nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )
    op.create_table(
        "user_sessions",
        sa.Column("token_hash", SORTED, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_user_sessions_user_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_user_sessions")),
    )
    op.create_index(op.f("ix_user_sessions_user_id"), "user_sessions", ["user_id"], unique=False)
    op.create_table(
        "known_browsers",
        sa.Column("token_hash", SORTED, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_known_browsers_user_id")),
        sa.PrimaryKeyConstraint("token_hash", "user_id", name=op.f("pk_known_browsers")),
    )
    op.add_column("events", sa.Column("before", sa.JSON(), nullable=True))
    op.add_column("events", sa.Column("after", sa.JSON(), nullable=True))
    op.create_index(op.f("ix_events_who"), "events", ["who"], unique=False)
    for statement in SQLITE if op.get_context().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
