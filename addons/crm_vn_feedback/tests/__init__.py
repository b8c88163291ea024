from . import test_ask
from . import test_answer
from . import test_page
from . import test_plan
from . import test_documents
from . import test_erase
from . import test_plain_feedback
from . import test_forms
