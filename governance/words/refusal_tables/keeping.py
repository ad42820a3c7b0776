"""Refusals of what is kept: the network and its members, the keys, the database, the demonstration's clock."""

from governance.words.speak import message as N_

WORDS = {
    "network-missing": (
        N_("No network has been founded in this database yet."),
        N_("Start the service once, or import the members."),
    ),
    "network-founded": (
        N_("This database already holds the register %(origin)s."),
        N_("Name the same origin in the network's file, or start with an empty database."),
    ),
    "member-known": (
        N_("A member with the code %(member)s is already in the network."),
        N_("Choose another code, or leave this member out."),
    ),
    "mandate-missing": (
        N_("Nobody speaks for %(member)s in this role at present."),
        N_("Open a mandate first."),
    ),
    "member-unknown": (
        N_("No member of the network has the code %(member)s."),
        N_("Check the code; the list of members shows every one."),
    ),
    "mandate-held": (
        N_("Somebody already speaks for %(member)s in this role."),
        N_("Close that mandate first, then open the new one."),
    ),
    "register-not-opened": (
        N_("The register of this database has not been opened yet."),
        N_("Start the service once: it opens the register when it founds the network."),
    ),
    "origin-changed": (
        N_("The network's file names the register %(found)s, but its key was made for %(expected)s."),
        N_("Write %(expected)s as the origin again: the name of a register never changes."),
    ),
    "schema-unknown": (
        N_("The database was written by another version of the service (%(found)s)."),
        N_("Start the version that wrote it, or a newer one."),
    ),
    "key-exposed": (
        N_("Others on this machine can read the key %(path)s."),
        N_("Allow its owner alone to read it (chmod 600) and start again."),
    ),
    "key-damaged": (
        N_("The key %(path)s is damaged."),
        N_("Put the key back from the backup. Without it, links that were sent no longer open."),
    ),
    "nothing-due": (
        N_("Nothing is due in this demonstration: there is no instant to move to."),
        N_("Open a ballot at the desk, or start over with make clean-demo."),
    ),
}
