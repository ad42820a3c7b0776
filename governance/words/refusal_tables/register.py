"""Refusals of the register: what cannot be written, signed, sealed, read or proven."""

from governance.words.speak import message as N_

WORDS = {
    "not-canonical": (
        N_("A value cannot be written in the one exact form of the register (at “%(at)s”)."),
        N_("Give texts, whole numbers, true or false, lists and tables only."),
    ),
    "mandate-unknown": (
        N_("There is no mandate %(mandate)s."),
        N_("Copy its id from the entry “mandate-opened” of the register."),
    ),
    "person-in-office": (
        N_("Nothing was erased: this person still speaks for a member."),
        N_("Close the mandate first, then erase the person."),
    ),
    "reasons-sealed": (
        N_(
            "Nothing was erased: a ballot on motion %(motion)s is open, and what was answered in it is sealed."
        ),
        N_("The seat can change its vote and its reasons until the close; after it they can be erased."),
    ),
    "key-not-of-register": (
        N_("The register is signed by the key %(expected)s, and %(found)s was found: nothing is signed."),
        N_("Put the right key back, or finish a replacement with “governance register replace-key”."),
    ),
    "nothing-lost": (
        N_(
            "Nothing was entered: the database (%(entries)s entries) is not behind the last signed head (%(signed)s)."
        ),
        N_("A restoration is entered only for a database that is older than the last signed head."),
    ),
    "restoration-pending": (
        N_(
            "An older copy of the database was put in place; until two members confirm it, nothing is entered."
        ),
        N_("Please come back later; the secretariat knows how far it is."),
    ),
    "register-unreachable": (
        N_("The register at %(address)s could not be fetched (%(why)s)."),
        N_("Check the address and try again; nothing is known about the register itself."),
    ),
    "instant-malformed": (
        N_("“%(found)s” is not an instant as the register writes it."),
        N_("Write it like 2026-12-04T18:00:00.000Z."),
    ),
    "entry-malformed": (
        N_(
            "Nothing was entered: an entry of the kind “%(kind)s” does not have the facts of its kind (at “%(at)s”)."
        ),
        N_("This is a fault of the service: please write to the secretariat with this sentence."),
    ),
    "file-exists": (
        N_("%(path)s exists already; nothing was overwritten."),
        N_("Choose another place, or keep the file as it is."),
    ),
    "file-missing": (
        N_("%(path)s does not exist."),
        N_("Check the path and try again."),
    ),
    "file-open-to-others": (
        N_("Other accounts of this machine can read %(path)s (mode %(mode)s)."),
        N_("Take that right away from them (chmod 600) and start again."),
    ),
    "key-unreadable": (
        N_("%(path)s is not a signing key, or it is damaged."),
        N_("Put the key back from your backup."),
    ),
    "key-passphrase-missing": (
        N_("The signing key %(path)s is sealed with a passphrase, and none was given."),
        N_("Name the file that holds the passphrase in the settings and start again."),
    ),
    "key-passphrase-wrong": (
        N_("The passphrase does not open the signing key %(path)s."),
        N_("Check the passphrase, accents and spaces included, and start again."),
    ),
    "origin-malformed": (
        N_("“%(origin)s” cannot name a register."),
        N_("Use a name without spaces or plus signs, such as register.example.org/network."),
    ),
    "verifier-key-unreadable": (
        N_("“%(key)s” is not the public key of a register."),
        N_("Copy it whole from the page of the register or from the foot of a letter."),
    ),
    "note-malformed": (
        N_("The signed head is damaged or cut."),
        N_("Fetch it again from the page of the register."),
    ),
    "note-signature-wrong": (
        N_("The head was changed after it was signed by %(key)s."),
        N_("Do not rely on it; fetch it again and compare it with an old letter."),
    ),
    "note-unsigned": (
        N_("The head is not signed by the key of this register."),
        N_("Compare the key with the one in an old letter."),
    ),
    "checkpoint-malformed": (
        N_("The signed note is not a head of a register."),
        N_("Fetch it again from the page of the register."),
    ),
    "checkpoint-of-another-log": (
        N_("The head belongs to another register, %(origin)s."),
        N_("Check that the export and the letter come from the same network."),
    ),
    "database-missing": (
        N_("The database %(path)s is gone, although heads of its register were signed."),
        N_("Put it back, or restore a backup into a new home: governance restore."),
    ),
    "database-behind-head": (
        N_(
            "The database holds %(entries)s entries, and a head over %(signed)s was signed: this is an older copy."
        ),
        N_("Ask two members to confirm it: governance register restored --seat CODE --seat CODE --note TEXT"),
    ),
    "database-contradicts-head": (
        N_(
            "The database does not contain the last head that was signed, over %(signed)s "
            "entries: it is another history."
        ),
        N_("Put back the right database; nothing is signed over this one."),
    ),
    "receipt-malformed": (
        N_("This is not a receipt, or it is damaged."),
        N_("Save the attachment again from the letter, whole."),
    ),
    "receipt-not-in-head": (
        N_("The receipt does not prove entry %(index)s in its head over %(size)s entries."),
        N_(
            "Save the attachment again from the letter; if it says the same, write to the "
            "secretariat and to another member."
        ),
    ),
    "vote-too-long": (
        N_("The vote with its reasons is too long (%(bytes)s bytes, at most %(at_most)s)."),
        N_("Shorten the reasons and confirm again."),
    ),
    "seal-broken": (
        N_("A sealed vote cannot be opened: its key is not the right one, or a byte was changed."),
        N_("Put back the keys that belong to this database."),
    ),
    "export-unreadable": (
        N_("Line %(line)s is not a line of an export of the register."),
        N_("Fetch the export again, whole: one JSON object on each line."),
    ),
    "letter-unreadable": (
        N_("%(path)s is not a letter that can be read."),
        N_("Save the letter as a file with its attachment (.eml) and try again."),
    ),
}
