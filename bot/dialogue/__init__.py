"""What we say next: channel-neutral and pure, (session, incoming) -> (session, outgoing, effects)."""
