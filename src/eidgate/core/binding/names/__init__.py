"""Does the name that was typed belong to whoever the account is registered to? Vietnamese names first.

`compare` is the way in. Graded like the confirmation-of-payee schemes abroad (`domain.md` F7.5-F7.7), and
stricter where a wrong MATCH would send money to a stranger: what is in doubt is CLOSE, never MATCH.
"""
