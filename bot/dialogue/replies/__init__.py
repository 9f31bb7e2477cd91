"""Every sentence the bot says, as whole sentences in the catalogues; nothing else in the house speaks."""
