"""Plain Python that knows nothing of the ORM: text, phones, tax codes."""
