"""Primero / CPIMS+ v2: the system to which a consented case is handed over."""
