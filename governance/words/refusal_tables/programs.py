"""Refusals that programs meet: tokens, scopes, and requests that are not what the API describes."""

from governance.words.speak import message as N_

WORDS = {
    "token-missing": (
        N_("This part of the API takes a token."),
        N_(
            "Send it in the header Authorization, after the word Bearer. The secretariat makes tokens at its desk."
        ),
    ),
    "token-unknown": (
        N_("This token is not known, or it has ended."),
        N_("Ask the secretariat for another one."),
    ),
    "scope-missing": (
        N_("This token was not made for that."),
        N_("It needs one of: %(scopes)s."),
    ),
    "request-malformed": (
        N_("The request is not what the API describes: %(field)s."),
        N_("Compare it with the description at /api/v1/openapi.json."),
    ),
    "if-match-missing": (
        N_("The request does not say which state of the motion it saw."),
        N_("Read the motion at the desk and send its entity tag in the header If-Match."),
    ),
    "changed-meanwhile": (
        N_("The motion has changed since it was read."),
        N_("Read it again and decide anew."),
    ),
    "token-name-missing": (
        N_("The name of the token is missing or too long."),
        N_("Say in at most %(longest)s characters which program it is for."),
    ),
    "scope-refused": (
        N_("It is not said what the token is for."),
        N_("Choose at least one of: %(scopes)s."),
    ),
    "token-lasts": (
        N_("A token cannot last as long as that."),
        N_("Choose from one day to %(longest)s."),
    ),
    "token-not-known": (
        N_("There is no such token."),
        N_("The list shows every token there is."),
    ),
}
