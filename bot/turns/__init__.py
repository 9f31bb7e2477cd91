"""One thing a person does, one turn, one transaction: the shell around the pure dialogue."""
