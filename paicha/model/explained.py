"""What each kind of entry and each key of the authors' files is, in Chinese: keys.yaml, read."""

from functools import cache

from paicha.project import PACKAGE
from paicha.source.document import read_yaml
from paicha.source.text import must_read


@cache
def explained() -> dict[str, dict[str, str]]:
    """Read what each kind of entry and each key is: `kinds` by model, `keys` by key."""
    path = PACKAGE / "model" / "keys.yaml"
    found: dict[str, dict[str, str]] = read_yaml(must_read(path, path.name), path.name).value
    return found


def explanation(kind: str, key: str) -> str:
    """Say what a key is in entries of a kind (a model's name); nothing of one we do not know."""
    keys = explained()["keys"]
    return keys.get(f"{kind}.{key}") or keys.get(key, "")
