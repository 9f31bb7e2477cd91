"""Schema migrations of the reminders, from the first table on."""
