"""How PostgreSQL goes about a statement. No ORM in here."""

#: of fewer ids it makes no difference
SEVERAL = 500


def look_up(cursor, ids):
    """Let the statements of this transaction look the rows of these *ids* up.

    PostgreSQL reckons that a row looked up comes from a disk, and rather reads the
    whole table for some thousand. With tables in memory, or on flash, that takes
    longer, and each batch takes longer with every customer more. 1.1 is what its manual
    gives for storage that finds any row nearly as fast as the next one
    (``random_page_cost``).

    >>> class Cursor:
    ...     execute = staticmethod(print)
    >>> look_up(Cursor, range(500))
    >>> look_up(Cursor, range(501))
    SET LOCAL random_page_cost = 1.1

    :param cursor: of the transaction
    :param ids: those whose rows the statements ask for
    """
    if len(ids) > SEVERAL:
        cursor.execute("SET LOCAL random_page_cost = 1.1")
