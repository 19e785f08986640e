"""Content in; values that say other than the words beside them out.

A machine acts on a value, people read the words: where the two contradict, one of them is wrong.
Where they rightly differ, the part says `differs:` and names the value in it.
"""

from collections.abc import Iterator

from paicha.check.said.figures import check_figures
from paicha.check.said.grounds import check_grounds
from paicha.check.said.limits import check_limits
from paicha.check.said.times import check_times
from paicha.check.said.words import Words
from paicha.model.content import Content
from paicha.model.texts import SourceHead
from paicha.problems import Problem


def check_said(content: Content) -> Iterator[Problem]:
    """Apply every rule on values and the words beside them."""
    if SourceHead in content.broken:
        return
    words = Words(content.sources)
    yield from check_times(content, words)
    yield from check_limits(content, words)
    yield from check_figures(content, words)
    yield from check_grounds(content, words)
