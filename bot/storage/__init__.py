"""Where things are kept: tables, unit of work, vault, contact book, migrations."""
