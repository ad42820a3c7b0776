"""Refusals about members and who speaks for them."""

from governance.words.speak import message as N_

WORDS = {
    "member-gone": (
        N_("“%(member)s” left the network on %(left_at)s."),
        N_("Admit it again under another code if it comes back."),
    ),
    "member-keeps-desk": (
        N_("“%(member)s” keeps the secretariat."),
        N_("Hand the secretariat over first."),
    ),
    "member-suspended": (
        N_("“%(member)s” is suspended already."),
        N_("Reinstate it first if the reason or the end has changed."),
    ),
    "role-unknown": (
        N_("“%(role)s” is no role of a mandate."),
        N_("Choose director or alternate."),
    ),
    "title-missing-mandate": (
        N_("The function is missing in French."),
        N_("Write the function, not a name, such as “Direction”: it is public."),
    ),
    "address-taken": (
        N_("Letters to somebody who speaks for another member go to this address."),
        N_("Ask for an address of this member's own: one mailbox has one voice."),
    ),
    "period-past": (
        N_("The day lies in the past."),
        N_(
            "Choose today or a later day; what has happened since stands in the register and cannot be moved."
        ),
    ),
    "period-reversed": (
        N_("The period would end before it begins."),
        N_("Choose a later end, or an earlier beginning."),
    ),
    "departure-unconfirmed": (
        N_("The departure was not confirmed."),
        N_("Tick the box to say that the member leaves for good, then press the button again."),
    ),
    "handover-to-itself": (
        N_("“%(member)s” keeps the secretariat already."),
        N_("Choose another member."),
    ),
    "handover-without-account": (
        N_("“%(member)s” has no account at the desk to begin with."),
        N_("Have one made first on the machine: governance secretariat add NAME@DOMAIN --member %(member)s"),
    ),
    "handover-pending": (
        N_("The secretariat is being handed over already, on %(at)s."),
        N_("Wait until then."),
    ),
    "desk-elsewhere": (
        N_("The secretariat is not kept by your organisation at this moment."),
        N_("Your account opens the desk from the minute at which the secretariat is handed over to it."),
    ),
    "account-unknown": (
        N_("There is no account for %(email)s."),
        N_("“governance secretariat list” shows the accounts there are."),
    ),
    "sheet-missing": (
        N_("The table is missing."),
        N_("Copy the cells from the spreadsheet, headings included, and paste them here."),
    ),
    "sheet-known": (
        N_("Every member of this table is known already: nobody was admitted."),
        N_("Check the codes in the first column."),
    ),
    "absences-prevent": (
        N_("Away beyond the end, until %(until)s: %(seats)s. Without them nothing can be adopted."),
        N_("Move the end behind their return, or ask them to let their alternate vote."),
    ),
    "absences-risk": (
        N_(
            "Quorum at risk. Away beyond the end, until %(until)s: %(seats)s. "
            "Besides them, at most this many may stay silent: %(spare)s."
        ),
        N_("Move the end behind their return, or ask them to let their alternate vote."),
    ),
    "absences-known": (
        N_(
            "Away beyond the end, until %(until)s: %(seats)s. "
            "Besides them, this many may stay silent: %(spare)s."
        ),
        N_("Nothing need be done; their alternates may vote too."),
    ),
    "mandate-over": (
        N_("This mandate ended on %(ended_at)s."),
        N_("Look at the list of mandates again."),
    ),
}
"""Code -> what happened, what to do."""
