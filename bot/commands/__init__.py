"""What `amaan …` does: one file a command or a group of them; `bot/cli.py` parses the arguments."""
