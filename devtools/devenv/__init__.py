"""The development environment: everything ``make`` does, in plain Python.

Only the standard library is used here, because this code runs before anything
is installed.
"""
