"""Plain Python that knows nothing of the ORM: cards and their text."""
