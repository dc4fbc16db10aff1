"""`python -m aidememoire` is the command line."""

from aidememoire.cli import main

if __name__ == "__main__":
    main()
