"""``governance secretariat token``: tokens with which programs come to the desk."""

import argparse
from datetime import timedelta

from governance.access.tokens import SCOPES, new_token, token_digest
from governance.acts.issue_token import issue_token, revoke_token
from governance.clock import utc_now
from governance.refusal import Refusal
from governance.service import Service
from governance.store.reads.tokens import list_tokens
from governance.words.speak import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--make NAME --scope SCOPE... [--days N]``, ``--revoke NAME``; without either, the list."""
    parser.add_argument("--make", metavar="NAME")
    parser.add_argument("--scope", action="append", choices=SCOPES, default=[])
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--revoke", metavar="NAME")


def run(service: Service, args: argparse.Namespace) -> None:
    """Make a token and print it, this once; end those of a name; or list what there is. Refused:
    ``token-not-known``."""
    now = utc_now()
    if args.make:
        token = new_token()
        service.do(
            issue_token,
            name=args.make,
            scopes=args.scope,
            lasts=timedelta(days=max(0, min(args.days, 9999))),
            token_hash=token_digest(token),
            made_by=_("command line"),
            now=now,
        )
        print(token)
        return
    tokens = service.read(list_tokens)
    if args.revoke:
        named = [each for each in tokens if each.name == args.revoke]
        if not named:
            raise Refusal("token-not-known")
        for each in named:
            service.do(revoke_token, token_id=each.id, now=now)
        return
    for each in tokens:
        state = f"{each.expires_at:%Y-%m-%d}" if each.is_good(now) else "-"
        print(f"{each.name}\t{','.join(each.scopes)}\t{state}\t{each.made_by}")
