"""Paper made by a Dask cluster is the paper made here; what goes wrong there is said."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from paicha.pipeline import build
from paicha.problems import BuildFailed
from paicha.project import Project
from paicha.render.paper import pdf
from paicha.render.paper.pdf import Workplace, make_paper
from tests.conftest import run, tree, with_templates

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers in processes of their own, on this machine."""
    from distributed import LocalCluster

    settings: Any = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(protocol="tcp", **settings) as started:  # type: ignore[no-untyped-call]
        yield started


def test_cluster_makes_the_same_bytes_as_this_machine(published: Project, cluster: Any) -> None:
    before = tree(published.output)
    shutil.rmtree(published.cache)
    done = run(published, "build", "--executor", f"dask={cluster.scheduler_address}")
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(published.output) == before
    documents = sum(path.endswith(".pdf") for path in before)
    assert len(list((published.cache / "pdf").iterdir())) == documents


def test_fault_in_a_document_is_said_as_it_is_here(published: Project, cluster: Any) -> None:
    template = with_templates(published).templates / "print" / "form-rows.html"
    text = template.read_text(encoding="utf-8")
    wrong = "{% block body %}<style>p { colour: red }</style>"
    template.write_text(text.replace("{% block body %}", wrong), encoding="utf-8")
    before = tree(published.output)
    done = run(published, "build", "--executor", f"dask={cluster.scheduler_address}")
    assert done.returncode == 1
    assert "forms/list.pdf: 错误：排版有问题：Ignored `colour: red" in done.stderr
    assert tree(published.output) == before


def test_node_with_other_tools_is_refused(
    published: Project, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents are kept by the tools of this machine: others would make other bytes."""
    shutil.rmtree(published.cache)
    monkeypatch.setattr(pdf, "made_by", lambda: "weasyprint 1")
    place = Workplace(cluster=cluster.scheduler_address)
    with pytest.raises(BuildFailed, match="节点上的库与本机的不同"):
        build(published, lambda sheets, cache: make_paper(sheets, cache, workplace=place))


def test_cluster_that_is_not_there_is_said(published: Project, tmp_path: Path) -> None:
    shutil.rmtree(published.cache)
    before = tree(published.output)
    done = run(published, "build", "--executor", "dask=tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert done.stderr.startswith("--executor dask=tcp://127.0.0.1:9: 错误：连不上：")
    assert "Traceback" not in done.stderr
    assert tree(published.output) == before
