"""Jobs that are killed at a random place come to the same end: ``make kill-test``.

Each job runs on a copy of one database in a process of its own, once to its end. Then,
as often as asked for, it is killed with -9 after a random time on a new copy, and begun
again as the next scheduled run, or the person, would. What the tables hold in the end
must be what they held without the kill: every row of every table, but for numbers that
are drawn (ids, sequences) and for moments.
"""
