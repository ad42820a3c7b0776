"""WHO MAY: links and codes, passwords, the keys that stay outside the database. Never a page, never a rule."""
