"""The steps of the conversation, a file for each part of it; engine.py is their table of contents."""
