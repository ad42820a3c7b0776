"""What a demonstration has beside a real service: its mailbox, and a clock that can be moved forward."""
