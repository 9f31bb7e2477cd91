"""How people reach us; each channel translates its own world to dialogue and back."""
