"""One technology each: every adapter implements a port of `eidgate.ports` and knows no other adapter."""
