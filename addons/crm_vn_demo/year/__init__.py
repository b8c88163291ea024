"""Loads a year of the demo company: who, what they did, and what engines make of it.

Each module writes one kind of thing through the ORM. Moments that the ORM sets by
itself (when a record was made) are put back by SQL at the end of each, and the
suite's own engines count anew, last of all.
"""

from .load import load
