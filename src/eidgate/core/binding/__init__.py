"""Which subject controls which account, wallet, card or SIM: a confirmed link and its lifecycle."""
