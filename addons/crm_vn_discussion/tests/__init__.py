from . import test_discussion
from . import test_discussion_tours
from . import test_unread
