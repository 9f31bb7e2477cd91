"""Schema migrations of the directory's database."""
