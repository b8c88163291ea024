"""The board that icons are drawn on: larger than they are, and shrunk."""

SCALE = 4  # smooth edges


class Scaled:
    """A drawing board whose coordinates are those of the finished icon."""

    def __init__(self, draw):
        self.draw = draw

    def __getattr__(self, name):
        method = getattr(self.draw, name)

        def scaled(shape, *arguments, **options):
            if "width" in options:
                options["width"] *= SCALE
            if name == "rounded_rectangle":
                arguments = (arguments[0] * SCALE, *arguments[1:])
            return method(enlarge(shape), *arguments, **options)

        return scaled


def enlarge(shape):
    return [
        tuple(part * SCALE for part in point)
        if isinstance(point, tuple)
        else point * SCALE
        for point in shape
    ]
