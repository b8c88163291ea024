from . import test_inbox
from . import test_plain_body
