"""The sentences of refusals, a file per room: code -> (what happened, what to do). Nothing here runs."""
