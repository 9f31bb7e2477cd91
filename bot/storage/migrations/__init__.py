"""Schema migrations, from the first table on."""
