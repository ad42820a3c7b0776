"""WHAT IS KEPT TWICE: backups in two files, their way back, and the way to another database. Never a vote opened."""
