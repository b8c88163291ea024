from . import test_desk
from . import test_desk_day
from . import test_desk_tours
from . import test_desk_visibility
from . import test_home
from . import test_opens_with
from . import test_page
from . import test_quick_actions
