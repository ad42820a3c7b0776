"""What everybody reads: motions, resolutions, the register, feeds. Drafts and open positions never come here."""
