from . import test_import_consent
from . import test_plain_answers
