"""The history of the tables (alembic). A version once released is never edited."""
