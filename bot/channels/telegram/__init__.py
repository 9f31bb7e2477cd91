"""Telegram: transport (acknowledge after commit), translation, delivery. The only package that imports telegram."""
