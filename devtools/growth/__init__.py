"""Every job on a company that grows: ``make growth-test``.

One database of the whole suite grows step by step, to a million customers if asked for,
with three activities, one and a half orders and two and a half comments for each, half
an opportunity and a tenth of a contract. After each step every job that looks at whole
tables runs beside the bare SQL of what it finds out: the fills after an installation,
every scheduled action, KPI, search, the desk, what people may be told. Each runs in a
process of its own, and what it did is undone.

A job that takes more than twice as long for twice as many customers, or more memory,
is named, and the command fails.
"""
