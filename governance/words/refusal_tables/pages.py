"""Refusals of the door itself: addresses, forms, and limits."""

from governance.words.speak import message as N_

WORDS = {
    "page-unknown": (
        N_("There is no page at this address."),
        N_("Please check the address, or start again from the home page."),
    ),
    "motion-unknown": (
        N_("There is no motion with this number."),
        N_("The list of motions shows all that are public."),
    ),
    "resolution-unknown": (
        N_("There is no resolution with this number."),
        N_("The list of resolutions shows all that have been published."),
    ),
    "method-not-allowed": (
        N_("This page cannot be used in this way."),
        N_("Please go back and use the buttons on the page."),
    ),
    "form-malformed": (
        N_("The form arrived incomplete or damaged."),
        N_("Please go back, fill it in again and send it once more."),
    ),
    "field-doubled": (
        N_("The form contains the field “%(field)s” twice, so it is not clear which answer is meant."),
        N_("Please open the page again and give one answer only."),
    ),
    "address-malformed": (
        N_("This is not an e-mail address."),
        N_("Please write the address as it stands in the letters you receive, such as name@example.org."),
    ),
    "origin-foreign": (
        N_("The form was not sent from a page of this service."),
        N_("Please open the page of this service and use the form there."),
    ),
    "range-malformed": (
        N_("“%(given)s” is not the place of an entry in the register."),
        N_("Give whole numbers from 0, such as /register/entries?from=100&to=200."),
    ),
    "too-many-requests": (
        N_("There were too many requests in a short time."),
        N_("Please wait a little, then try again."),
    ),
    "metrics-guarded": (
        N_("These numbers are for the operator’s own watcher."),
        N_("Ask from the machine itself, or send the token of GOVERNANCE_METRICS_TOKEN as a Bearer token."),
    ),
    "not-ready": (
        N_("The service is not ready yet."),
        N_("Please try again in a moment."),
    ),
    "records-unreachable": (
        N_("The service does not reach its records at this moment."),
        N_("Please try again in a few minutes. Those who run the service have been told."),
    ),
    "incident": (
        N_("Something went wrong on our side. The incident has been noted under number %(incident)s."),
        N_("Please try again. If it happens again, give this number to the secretariat."),
    ),
}
