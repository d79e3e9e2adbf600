"""`python -m thidua.plans plan read FILE`: the command without the rest of the product."""

import argparse
import sys

from .command import add_commands


def main() -> int:
    """Read the arguments, run the command, return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m thidua.plans", description="Đọc kế hoạch thi đua")
    add_commands(parser.add_subparsers(dest="command", required=True, metavar="LỆNH"))
    args = parser.parse_args()
    status: int = args.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
