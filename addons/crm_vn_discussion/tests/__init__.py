from . import test_discussion
from . import test_discussion_tours
from . import test_search_operators
from . import test_unread
