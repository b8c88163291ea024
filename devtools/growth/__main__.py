"""``python -m devtools.growth SIZES [JOB…]``: see the package."""

import sys

from .steps import main

if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1].split()]
    sys.exit(main(sizes, sys.argv[2:]))
