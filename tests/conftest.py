"""What tests share: the real project, and its content read once."""

from pathlib import Path

import pytest

from paicha.model.content import complete
from paicha.model.site import Site
from paicha.pipeline import check
from paicha.project import Project

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def site(project: Project) -> Site:
    content, problems = check(project)
    assert not [problem for problem in problems if problem.stops]
    site = complete(content)
    assert site
    return site
