from . import tools
from . import year
from .hooks import post_init_hook
