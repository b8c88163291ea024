from . import zalo
