"""Refusals met at the desk: signing in, drafting, and what a motion or a ballot needs before its next step."""

from governance.words.speak import message as N_

WORDS = {
    "sign-in-refused": (
        N_("The e-mail address and the password do not go together."),
        N_("Please check both and try again."),
    ),
    "sign-in-wait": (
        N_("There were too many wrong tries."),
        N_("Please wait %(wait)s, then try again."),
    ),
    "sign-in-needed": (
        N_("This page is for the secretariat, and your session has ended or not begun."),
        N_("Please sign in."),
    ),
    "form-stale": (
        N_("The form belongs to an earlier session."),
        N_("Please open the page again and send the form from there."),
    ),
    "observer-reads-only": (
        N_("An observer's account reads everything and changes nothing."),
        N_("Ask the secretariat if something should be changed."),
    ),
    "account-known": (
        N_("There is already an account for %(email)s."),
        N_("Use another address, or keep the account there is."),
    ),
    "email-malformed": (
        N_("“%(email)s” is not an e-mail address."),
        N_("Write it as NAME@DOMAIN."),
    ),
    "name-missing": (
        N_("The name is missing."),
        N_("Write a name that the others at the desk recognise."),
    ),
    "role-refused": (
        N_("“%(role)s” is not a role of the desk."),
        N_("Choose one of: %(roles)s."),
    ),
    "language-refused": (
        N_("“%(language)s” is not a language of this service."),
        N_("Choose French, Arabic or English."),
    ),
    "second-factor-wrong": (
        N_("These are not the six digits of this moment, nor a recovery code that is left."),
        N_("Please type what your authenticator shows now; each is taken once."),
    ),
    "second-factor-there": (
        N_("The account has a second factor already."),
        N_("Take it away first to set up another one."),
    ),
    "password-wrong": (
        N_("This is not the present password of the account."),
        N_("Please type it again."),
    ),
    "password-short": (
        N_("The password is too short."),
        N_("Use at least %(shortest)s characters; a short sentence is easiest to remember."),
    ),
    "password-long": (
        N_("The password is too long."),
        N_("Use at most %(longest)s characters."),
    ),
    "title-missing": (
        N_("The title is missing in the authentic language."),
        N_("Write the title; it becomes the subject of the letters."),
    ),
    "title-unsafe": (
        N_("This line holds characters that cannot stand in a letter's subject."),
        N_("Type it again without line breaks, invisible characters or “=?”."),
    ),
    "title-long": (
        N_("This line is longer than %(longest)s characters."),
        N_("Shorten it; the rest belongs in the text."),
    ),
    "text-unsafe": (
        N_("This text holds invisible control characters."),
        N_("Type the passage again, or paste it as plain text."),
    ),
    "text-long": (
        N_("This text is longer than %(longest)s characters."),
        N_("Shorten it, or refer to a document."),
    ),
    "option-doubled": (
        N_("Two options have the same name."),
        N_("Give each option a name of its own."),
    ),
    "option-unlabelled": (
        N_("This option has no name in the authentic language."),
        N_("Write it, or empty the whole row."),
    ),
    "number-malformed": (
        N_("“%(number)s” is not a motion's number."),
        N_("Write the year and two digits, such as 2026-04, or leave the field empty."),
    ),
    "number-used": (
        N_("There is already a motion %(number)s."),
        N_("Choose another number, or leave the field empty."),
    ),
    "motion-state": (
        N_("This step cannot be taken with the motion as it stands now."),
        N_("The page of the motion shows where it stands and what can be done."),
    ),
    "ballot-state": (
        N_("This is only possible while the ballot is open."),
        N_("The page of the ballot shows where it stands."),
    ),
    "ballot-due": (
        N_("The ballot ended on %(closes_at)s and is being closed."),
        N_("Wait a moment: the outcome is published by itself."),
    ),
    "rule-missing": (
        N_("No rule is chosen."),
        N_("Choose the rule by which the motion is decided."),
    ),
    "param-malformed": (
        N_("“%(value)s” is not a number this rule can use."),
        N_("Write a whole number or a fraction, such as 2/3."),
    ),
    "period-malformed": (
        N_("This is not a length of time."),
        N_("Write days, such as 10, or hours, such as 36 h."),
    ),
    "period-too-short": (
        N_("This is shorter than the rule allows."),
        N_("The rule asks for at least %(least)s."),
    ),
    "draft-changed": (
        N_("Somebody else has saved this draft since you opened it."),
        N_("Compare your wording with theirs in another window; saving once more replaces theirs."),
    ),
    "template-unknown": (
        N_("There is no template with this number."),
        N_("Choose one from the list."),
    ),
    "question-missing": (
        N_("The question is missing in the authentic language (%(language)s)."),
        N_("Write in one sentence what the members are asked."),
    ),
    "text-missing": (
        N_("The text is missing in the authentic language (%(language)s)."),
        N_("Write what is to be decided."),
    ),
    "options-missing": (
        N_("This rule chooses among several options; there are %(options)s."),
        N_("Write at least two options, or choose another rule."),
    ),
    "options-unexpected": (
        N_("This rule decides on the motion as a whole, but the motion has options."),
        N_("Remove the options, or choose a rule that chooses among several."),
    ),
    "close-at-night": (
        N_("The ballot would close at night, at %(hour)s."),
        N_("At that hour nobody can help the last ones; choose an hour of work."),
    ),
    "close-on-weekend": (
        N_("The ballot would close on a weekend."),
        N_("A working day leaves the last ones time to ask and to answer."),
    ),
    "close-on-holiday": (
        N_("The ballot would close on a public holiday: %(holiday)s."),
        N_("A working day leaves the last ones time to ask and to answer."),
    ),
    "clocks-change": (
        N_("The clocks change before the ballot closes."),
        N_("The hour shown is the one that the clocks will show on that day."),
    ),
    "translation-missing": (
        N_("Not everything is translated: %(languages)s."),
        N_("Members who read these languages will see the authentic text instead."),
    ),
    "ballot-not-prepared": (
        N_("No ballot is prepared for this motion."),
        N_("The page of the motion shows where it stands and what can be done."),
    ),
    "notice-running": (
        N_("The notice period still runs, until %(earliest_open_at)s."),
        N_("The ballot can be opened from then on."),
    ),
    "mail-missing": (
        N_("No mail server is set: the letters could not leave."),
        N_("Ask whoever runs the service to set GOVERNANCE_SMTP_URL."),
    ),
    "close-missing": (
        N_("The day and hour of the close are missing."),
        N_("Choose when the ballot closes."),
    ),
    "close-past": (
        N_("This instant is past: %(closes_at)s."),
        N_("Choose a later day or hour."),
    ),
    "close-too-soon": (
        N_("The rule keeps a ballot open longer than that."),
        N_("Choose an end on or after %(earliest_close_at)s."),
    ),
    "roll-empty": (
        N_("The network has no members yet."),
        N_("Import the members first."),
    ),
    "chair-unknown": (
        N_("%(seat)s is not a seat of this ballot."),
        N_("Choose a member from the list."),
    ),
    "concerned-unknown": (
        N_("%(seat)s is not a seat of this ballot."),
        N_("Choose a member from the list."),
    ),
    "director-missing": (
        N_("Nobody speaks at present for: %(seats)s."),
        N_("These members receive no letter and count as silent, unless a mandate is opened."),
    ),
    "date-malformed": (
        N_("The day is missing or not a day of the calendar."),
        N_("Choose it, or write it as 2026-12-04."),
    ),
    "time-malformed": (
        N_("The hour is missing or not an hour of the day."),
        N_("Choose it, or write it as 18:00."),
    ),
    "time-nonexistent": (
        N_("On that day the clocks in %(zone)s jump from %(before)s to %(after)s: this hour does not exist."),
        N_("Choose another hour."),
    ),
    "time-ambiguous": (
        N_("On that day the clocks in %(zone)s show this hour twice."),
        N_("Choose which of the two is meant."),
    ),
    "extension-shortens": (
        N_("A ballot can only be extended, and it closes on %(closes_at)s already."),
        N_("Choose a later day or hour."),
    ),
    "reason-missing-desk": (
        N_("The reason is missing."),
        N_("Write it in a sentence or two; the members will read it."),
    ),
    "stop-reason-missing": (
        N_("It is not said why the ballot is stopped."),
        N_("Choose one of the three."),
    ),
    "stop-reason-unknown": (
        N_("This is not a reason for which a ballot can be stopped."),
        N_("Choose one of the three."),
    ),
    "ballot-unknown": (
        N_("There is no ballot at this address."),
        N_("The page of its motion leads to every ballot."),
    ),
    "seat-unknown": (
        N_("There is no seat %(seat)s in this ballot."),
        N_("The page of the ballot lists all its seats."),
    ),
    "minutes-changed": (
        N_("These are no longer the minutes that were shown."),
        N_("Read them again, then sign."),
    ),
    "minutes-signed": (
        N_("Other minutes of this resolution were signed on %(signed_at)s."),
        N_("What is signed stays; write to whoever runs the service if it is wrong."),
    ),
}
