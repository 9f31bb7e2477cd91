"""The report domain: pure Python, no framework, no sentences, no clock reads."""
