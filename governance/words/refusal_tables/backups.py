"""Refusals of backups, of putting them back, and of moving to another database."""

from governance.words.speak import message as N_

WORDS = {
    "recovery-missing": (
        N_("No recovery phrase has been made here: the keys cannot be sealed, so no backup is made."),
        N_("Run governance install once, and write down the phrase that it shows."),
    ),
    "phrase-mistyped": (
        N_("That is no recovery phrase: one has %(signs)s letters and digits in groups of four."),
        N_("Type it again as it was printed; one sign may be wrong or missing."),
    ),
    "phrase-wrong": (
        N_("This recovery phrase does not open these keys: they were sealed for another one."),
        N_("Look for the phrase that was valid when the backup was made."),
    ),
    "keys-file-unreadable": (
        N_("The keys file cannot be read, or it was changed."),
        N_("Take another copy of it, or an earlier backup."),
    ),
    "backup-mismatch": (
        N_("%(keys)s does not belong to %(database)s, or the database file was changed."),
        N_("Name the two files of one backup: their names begin alike."),
    ),
    "database-damaged": (
        N_("The database file %(path)s is damaged (%(wrong)s)."),
        N_("Take another copy of it, or an earlier backup."),
    ),
    "register-broken": (
        N_("The register in this backup does not verify (%(finding)s); nothing was put in place."),
        N_("Take an earlier backup, and keep this one: it is evidence."),
    ),
    "head-needed": (
        N_("Nothing here tells whether entries were made after this backup."),
        N_(
            "Name the newest receipt that a member has with --head FILE; if nobody has one, say --no-newer-head."
        ),
    ),
    "target-not-empty": (
        N_("The database to copy into is not empty: it has a table %(table)s."),
        N_("Make an empty database and name that one."),
    ),
    "copy-differs": (
        N_("The copy differs from the original in %(wrong)s; nothing was kept of it."),
        N_("Check the original with governance doctor, then try again."),
    ),
}
