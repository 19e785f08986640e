"""What a page of the site is."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Page:
    """One page: where it stands, its template, and what the template shows."""

    path: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
