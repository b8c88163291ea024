from . import test_card_kinds
from . import test_plain_cards
from . import test_plain_edges
from . import test_plain_texts
from . import test_vcard_import
from . import test_vcard_import_again
from . import test_vcard_parser
from . import test_vcard_tour
