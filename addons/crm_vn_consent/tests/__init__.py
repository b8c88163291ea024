from . import test_verdict
from . import test_verdict_property
from . import test_limits
from . import test_ledger
from . import test_refusals
from . import test_preference
from . import test_erase
from . import test_plain_consent
