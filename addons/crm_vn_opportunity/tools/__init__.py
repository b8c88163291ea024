from . import properties, rotation
