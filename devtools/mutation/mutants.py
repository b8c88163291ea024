"""Makes the mutants of one module, with Cosmic Ray's operators.

``python -m devtools.mutation.mutants FILE`` writes one mutant a line, as JSON. It runs
in an environment of its own, which has Cosmic Ray and nothing of Odoo.
"""

import difflib
import json
import re
import sys
from pathlib import Path

from cosmic_ray import plugins
from cosmic_ray.ast import Visitor, get_ast
from cosmic_ray.mutating import mutate_code

# left out: identity in the place of equality is no mistake that anybody makes, and of
# eleven wrong operators one that is near and one that is far say as much as all
LEFT_OUT = re.compile(
    r"core/(ReplaceComparisonOperator_\w+_(Is|IsNot)"
    r"|ReplaceBinaryOperator_\w+_(Pow|RShift|LShift|BitOr|BitAnd|BitXor|Div|Mod)"
    r"|Variable\w+)"
)
KEPT = re.compile(
    r"core/(ReplaceComparisonOperator_(Is_IsNot|IsNot_Is)"
    r"|ReplaceBinaryOperator_(BitOr_BitAnd|BitAnd_BitOr))"
)


class Counter(Visitor):
    """Counts the places where an operator has something to change."""

    def __init__(self, operator):
        self.operator = operator
        self.count = 0

    def visit(self, node):
        self.count += len(list(self.operator.mutation_positions(node)))
        return node


def operators():
    """Return ``{name: operator}`` of those that are used."""
    return {
        name: plugins.get_operator(name)()
        for name in sorted(plugins.operator_names())
        if KEPT.fullmatch(name) or not LEFT_OUT.fullmatch(name)
    }


def mutants(source):
    """Yield each mutant of *source*: operator, line, what it was and is, the code."""
    tree = get_ast(source)
    seen = set()
    for name, operator in operators().items():
        counter = Counter(operator)
        counter.walk(tree)
        for occurrence in range(counter.count):
            code = mutated(source, operator, occurrence)
            if code is None or code == source or code in seen or not compiles(code):
                continue
            seen.add(code)
            line, before, after = difference(source, code)
            yield {
                "operator": name.removeprefix("core/"),
                "line": line,
                "before": before,
                "after": after,
                "code": code,
            }


def mutated(source, operator, occurrence):
    """Return *source* with one place changed, or None when there is no such mutant."""
    try:
        return mutate_code(source, operator, occurrence)
    except AttributeError:
        # Cosmic Ray replaces exceptions that are plain names, and ends at ``ssl.Error``
        return None


def compiles(code):
    """Say whether *code* is Python at all."""
    try:
        compile(code, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def difference(source, code):
    """Return the number of the first line that differs, and the lines themselves."""
    old, new = source.splitlines(), code.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    changes = [part for part in matcher.get_opcodes() if part[0] != "equal"]
    _tag, first, last, new_first, new_last = changes[0]
    texts = (old[first:last], new[new_first:new_last])
    return (first + 1, *(" ".join(" ".join(lines).split()) for lines in texts))


def main(path):
    source = Path(path).read_text(encoding="utf-8")
    for mutant in mutants(source):
        sys.stdout.write(json.dumps(mutant) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
