from . import test_metric_rights
from . import test_pace
from . import test_plan
from . import test_sheet
from . import test_sheet_close
from . import test_sheet_concurrency
from . import test_sheet_speed
from . import test_sheet_tours
