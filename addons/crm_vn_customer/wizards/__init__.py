from . import base_partner_merge
from . import base_partner_merge_rows
