"""The ``artfmt`` command, also run by ``python -m artfmt``."""

import gc


def main() -> None:
    """Run the command line and exit."""
    # Starting up and building articles make next to no garbage; looking for it every 700 objects costs a tenth.
    gc.set_threshold(100_000, 50, 50)
    from artfmt.cli import main as run

    run()


if __name__ == "__main__":
    main()
