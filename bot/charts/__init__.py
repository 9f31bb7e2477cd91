"""Charts of figures that may be told: facts and words in, a picture out. They know neither cases nor catalogues."""
