from . import test_contact_taken_back
from . import test_documents
from . import test_forgotten
from . import test_last_contact
from . import test_merge
from . import test_search_operators
from . import test_plain_outcomes
from . import test_health
