"""`python -m eidgate.cli` is the `eidgate` command."""

from eidgate.cli import main

main()
