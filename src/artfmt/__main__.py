"""``python -m artfmt``."""

from artfmt.cli import main

if __name__ == "__main__":
    main()
