from . import test_duplicate_tour
from . import test_duplicates
from . import test_readers
from . import test_plain_phones
from . import test_plain_tax_code
from . import test_values
from . import test_find
from . import test_plain_search
