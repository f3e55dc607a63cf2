"""`python -m edition` is the command `edition`."""

from edition.cli import main

main()
