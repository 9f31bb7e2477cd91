"""Pictures of what the directory knows, drawn offline; loaded only where something is drawn."""
