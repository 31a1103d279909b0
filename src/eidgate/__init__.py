"""eidgate."""
