from . import test_forgotten
from . import test_last_contact
from . import test_merge
