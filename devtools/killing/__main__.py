"""``python -m devtools.killing TIMES [JOB…]``: see the package."""

import sys

from .trials import main

if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
