from . import test_access
from . import test_contract
from . import test_documents
from . import test_expiry
from . import test_reminder
from . import test_renewal
from . import test_terms
from . import test_tour
