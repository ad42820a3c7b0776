"""Refusals met before the service starts: settings, folders, time zones, and the files of a network."""

from governance.words.speak import message as N_

WORDS = {
    "demo-on-real-home": (
        N_("%(path)s holds a real network, and a demonstration would show all its letters to everybody."),
        N_("Name another folder in GOVERNANCE_HOME for the demonstration."),
    ),
    "real-on-demo-home": (
        N_("%(path)s holds a demonstration with made-up votes."),
        N_("Name another folder in GOVERNANCE_HOME for a real network."),
    ),
    "setting-unknown": (
        N_("%(name)s is not a setting of this service."),
        N_("Did you mean %(nearest)s? Every setting stands in docs/settings.md."),
    ),
    "setting-refused": (
        N_("%(name)s is set to “%(value)s”; expected: %(expected)s."),
        N_("Correct %(name)s in the environment and start again."),
    ),
    "setting-path-missing": (
        N_("%(name)s names %(value)s, which does not exist."),
        N_("Make it, or name another one in %(name)s, and start again."),
    ),
    "setting-missing": (
        N_("%(needed_by)s is set, but %(name)s is not."),
        N_("Set %(name)s as well and start again."),
    ),
    "home-unwritable": (
        N_("%(name)s names the folder %(path)s, where this account cannot write (%(reason)s)."),
        N_("Let this account write there, or name another folder in %(name)s."),
    ),
    "home-in-use": (
        N_("Another process uses the folder %(path)s."),
        N_("Stop the service, or wait until the other command has ended, and try again."),
    ),
    "listen-refused": (
        N_("The service cannot listen on %(value)s (%(reason)s)."),
        N_("Stop what listens there, or name another address in %(name)s."),
    ),
    "zone-data-stale": (
        N_("The time-zone data is of release %(found)s: deadlines would be announced an hour wrong."),
        N_("Install tzdata of release %(needed)s or newer (pip install --upgrade tzdata) and start again."),
    ),
    "zone-unknown": (
        N_("The time zone “%(zone)s” is not known."),
        N_("Write its full name, such as Africa/Casablanca."),
    ),
    "file-unreadable": (
        N_("%(source)s cannot be read at line %(line)s: %(reason)s."),
        N_("Correct that line; nothing of the file was taken over."),
    ),
    "file-key-missing": (
        N_("%(source)s, line %(line)s: “%(key)s” is missing."),
        N_("Add it there; nothing of the file was taken over."),
    ),
    "file-key-unknown": (
        N_("%(source)s, line %(line)s: “%(key)s” is not a key of this file."),
        N_("Remove it or correct its spelling; nothing of the file was taken over."),
    ),
    "file-value-refused": (
        N_("%(source)s, line %(line)s: “%(key)s” is “%(value)s”; expected: %(expected)s."),
        N_("Correct that value; nothing of the file was taken over."),
    ),
    "file-value-doubled": (
        N_("%(source)s, line %(line)s: “%(key)s” repeats “%(value)s”, which already stands in this file."),
        N_("Keep one of the two; nothing of the file was taken over."),
    ),
    "file-cells": (
        N_("%(source)s, line %(line)s has %(found)s cells; its first line has %(needed)s."),
        N_("Fill in or remove cells; nothing of the file was taken over."),
    ),
}
