"""A service with which a network of organisations decides between its meetings, and which anybody can check."""
