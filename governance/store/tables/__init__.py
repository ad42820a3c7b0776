"""The tables, a file for each noun. Nothing here leaves the store but through reads and acts."""
