"""The program as a package: whole in one wheel, in an environment that has nothing else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from paicha import __version__
from paicha.new import STARTER
from paicha.project import TEMPLATES
from tests.conftest import ROOT, tree


def ran(*command: str | Path, folder: Path) -> str:
    """Run a command without sight of this checkout; give what it said."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=env, check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def pip(python: str | Path, *arguments: str | Path, folder: Path) -> str:
    return ran(python, "-m", "pip", "--disable-pip-version-check", *arguments, folder=folder)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(
        sys.executable, "wheel", "--no-deps", "--no-build-isolation", "-w", ".", ROOT, folder=folder
    )
    (made,) = folder.glob("*.whl")
    return made


def test_starter_asks_for_this_version() -> None:
    wanted = (STARTER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert wanted[1:] == [f"paicha=={__version__}"]


@pytest.mark.slow
def test_wheel_holds_the_program_its_templates_starter_and_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"paicha/templates/{name}" for name in tree(TEMPLATES)} <= names
    assert {f"paicha/starter/{name}" for name in tree(STARTER)} <= names
    licences = [name for name in names if "/licenses/" in name]
    ours = {path.name for path in (ROOT / "LICENSES").iterdir()}
    assert {Path(name).name for name in licences} == {"LICENSE", *ours}
    assert len(ours) == 4, "each family that PDFs hold"
    strange = [name for name in names if not name.startswith(("paicha/", "paicha-"))]
    assert strange == []
    assert not any("__pycache__" in name for name in names)


@pytest.mark.slow
def test_campaign_is_begun_and_built_by_the_installed_command(wheel: Path, tmp_path: Path) -> None:
    environment, folder = tmp_path / "environment", tmp_path / "work"
    folder.mkdir()
    ran(sys.executable, "-m", "venv", "--without-pip", environment, folder=folder)
    python, paicha = environment / "bin" / "python", environment / "bin" / "paicha"
    install = ("--python", python, "install", "--quiet", "--no-compile")
    libraries = ("--require-hashes", "-r", ROOT / "requirements.txt")
    pip(sys.executable, *install, *libraries, folder=folder)
    pip(sys.executable, *install, "--no-deps", wheel, folder=folder)
    assert ran(paicha, "--version", folder=folder) == f"paicha {__version__}\n"
    told = ran(paicha, "new", "lamps", folder=folder)
    assert "\n检查：paicha --root " in told
    assert "内容没有错误" in ran(paicha, "check", folder=folder / "lamps")
    assert "已生成" in ran(paicha, "--root", "lamps", "build", folder=folder)
    assert (folder / "lamps" / "site" / "pdf" / "handbook.pdf").is_file()
