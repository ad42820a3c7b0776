"""Refusals of the examination of mail: records of the domain, and a letter that arrived."""

from governance.words.speak import message as N_

_CORRECT = N_("Correct the record where your domain is kept, wait an hour, and examine it again.")

WORDS = {
    "spf-malformed": (
        N_("This is no SPF record that receivers understand: “%(record)s”."),
        _CORRECT,
    ),
    "spf-lets-everybody": (
        N_("The SPF record allows everybody to send letters in your name."),
        N_("End it with “-all” or “~all”."),
    ),
    "spf-lets-nobody": (
        N_("The SPF record allows nobody to send letters in your name, not even your mail server."),
        N_(
            "Name your mail server in it, for example with “mx” or with what its operator tells you to include."
        ),
    ),
    "spf-open-end": (
        N_("The SPF record does not say what becomes of letters from other servers."),
        N_("End it with “-all” or “~all”."),
    ),
    "spf-too-many-lookups": (
        N_("The SPF record makes receivers ask %(lookups)s times; after %(most)s they give up."),
        N_("Take out what no longer sends letters for you, or name addresses instead of includes."),
    ),
    "dkim-malformed": (
        N_("This is no DKIM record that receivers understand: “%(record)s”."),
        _CORRECT,
    ),
    "dkim-revoked": (
        N_("The DKIM record holds no key: it was revoked."),
        N_("Let your mail server sign with a new key and publish its record."),
    ),
    "dkim-short": (
        N_("The DKIM key has %(bits)s bits; receivers trust keys from %(least)s bits on."),
        N_("Let your mail server sign with a new key and publish its record."),
    ),
    "dmarc-malformed": (
        N_("This is no DMARC record that receivers understand: “%(record)s”."),
        _CORRECT,
    ),
    "dmarc-only-watches": (
        N_("The DMARC record asks receivers to let forged letters through (p=none)."),
        N_("Once your own letters pass, ask for p=quarantine or p=reject."),
    ),
    "letter-of-another": (
        N_("The letter was written by %(found)s, expected was %(expected)s."),
        N_("Keep the test letter as a file, whole with its headers, and name that file."),
    ),
    "results-absent": (
        N_("The server that received the letter did not write down whether it believed it."),
        N_("Send the test letter to a mailbox of a large provider, which does, and examine it there."),
    ),
    "letter-not-believed": (
        N_(
            "The server that received the letter found for %(method)s: %(result)s. Such letters end among the spam."
        ),
        N_("Examine the record of %(method)s, and what your mail server signs, until the result is “pass”."),
    ),
}
