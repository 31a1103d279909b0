"""Where the trusted issuers come from."""
