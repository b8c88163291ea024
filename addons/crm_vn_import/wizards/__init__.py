from . import base_import_import
from . import base_import_import_reading
from . import base_import_import_sheet
