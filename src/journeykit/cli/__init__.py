"""The command `journeykit`: a thin layer over the library.

Exit codes are fit for CI: 0 for fine, 1 for findings, 2 for input or a call
that cannot be understood.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from journeykit.cli.commands import FINE, TROUBLE
from journeykit.cli.parser import make_parser
from journeykit.cli.settings import UsageError
from journeykit.errors import JourneyKitError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: arguments after the name of the program; by default those of the process.

    Returns:
        0 for fine, 1 for findings, 2 for input or a call that cannot be understood.
    """
    parser = make_parser()
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:
        arguments.command.error(f"unrecognized arguments: {' '.join(unknown)}")
    if arguments.run is None:
        parser.print_help(sys.stderr)
        return TROUBLE
    try:
        code: int = arguments.run(arguments)
    except UsageError as error:
        # It says the usage and leaves with its own code.
        arguments.command.error(str(error))
        return TROUBLE
    except JourneyKitError as error:
        print(f"journeykit: {error}", file=sys.stderr)
        return TROUBLE
    except BrokenPipeError:
        # The reader has gone, as in `journeykit rules | head`: that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        print(f"journeykit: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return TROUBLE
    return code
