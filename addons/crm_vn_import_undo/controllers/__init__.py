from . import failed_rows
