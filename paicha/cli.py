"""Arguments in, exit status out; the only place that prints."""

import argparse
import io
import shlex
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from paicha import __version__
from paicha.check.glyphs import printed_by
from paicha.new import settle
from paicha.pipeline import Summary, build, check, publication_of
from paicha.problems import BuildFailed, Place, Problem
from paicha.project import Project
from paicha.release.read import release_at
from paicha.render.note.text import as_text
from paicha.render.paper import note_page, note_sheet
from paicha.render.paper.pdf import Workplace, make_paper
from paicha.render.publication import Publication
from paicha.render.words import words
from paicha.source.behind import Shares
from paicha.source.direction import isolated
from paicha.unchanged import inputs, is_built, note_built

MOST = 100  # problems shown at once; a broken template breaks every page
SHOWN = 20  # characters shown of each face that prints what the first one lacks


def main(arguments: Sequence[str] | None = None, front_door: Path | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the content has errors.

    `front_door` is the build.py that was run, which stands beside its content; the installed
    command works where one is.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that has no Chinese shows marks
            stream.reconfigure(errors="replace")
    given = _parser(front_door).parse_args(arguments)
    project = Project(Path(given.root).resolve())
    commands = {"build": _build, "check": _check, "serve": _serve, "diff": _diff, "new": _new}
    try:
        return commands[given.command or "build"](project, given)
    except BuildFailed as failed:
        return _report(failed.problems, published=False)
    except KeyboardInterrupt:
        return 130


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are Chinese too."""

    def __init__(self, **given: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **given)
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say what was typed wrong, and where to read how it is written."""
        self.exit(2, f"命令写法有误（{message}）；写法见 {self.prog} --help\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin the usage in Chinese."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def _parser(front_door: Path | None) -> argparse.ArgumentParser:
    name = front_door.name if front_door else "paicha"
    parser = _Parser(prog=name, description="把检查表和通知生成网站、打印检查表和空白报表。")
    how = f"python {name}" if front_door else name
    parser.set_defaults(no_pdf=False, jobs=0, executor=None, how=how)
    version = f"paicha {__version__}"
    words = "显示版本"
    parser.options.add_argument("--version", action="version", version=version, help=words)
    words = f"项目文件夹（默认：{name} 所在处）" if front_door else "项目文件夹（默认：当前文件夹）"
    root = front_door.parent if front_door else Path()
    parser.options.add_argument("--root", default=root, metavar="文件夹", help=words)
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令")
    for name, text in (
        ("build", "生成 site/（默认）"),
        ("check", "只检查内容，不生成；几秒钟内列出全部问题"),
        ("serve", "在本机打开网站；保存文件后自动重新生成并刷新"),
        ("diff", "与以前一版比较：内容改了什么，写成修订说明"),
        ("new", "新建一个行动的文件夹：每种文件都有一个能用的例子"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        if name == "new":
            words = "要新建的文件夹；已有的必须是空的"
            command.options.add_argument("folder", type=Path, metavar="文件夹", help=words)
        if name == "diff":
            words = "以前那一版：当时的项目文件夹，或当时生成的网站"
            command.options.add_argument("old", type=Path, metavar="文件夹", help=words)
            words = "同时写成文件，看文件名的结尾：.html、.pdf、.docx"
            command.options.add_argument(
                "files", type=_note_file, nargs="*", metavar="文件", help=words
            )
        if name in ("build", "serve"):
            _paper_options(command)
        if name == "serve":
            words = "端口（默认 8000）"
            command.options.add_argument(
                "--port", type=int, default=8000, metavar="端口", help=words
            )
    return parser


def _paper_options(command: _Parser) -> None:
    """Say how paper is made, or that it is not."""
    add = command.options.add_argument
    add("--no-pdf", action="store_true", help="不做 PDF（没有 Pango 时）")
    words = "用几个进程排版 PDF（默认：每个处理器核心一个）"
    add("--jobs", type=_count, default=0, metavar="个数", help=words)
    words = "交给 Dask 集群排版 PDF，例如 dask=tcp://10.1.2.3:8786（默认：在本机）"
    add("--executor", type=_cluster, metavar="dask=地址", help=words)


def _count(text: str) -> int:
    """Take a number of processes."""
    if not (text.isdecimal() and 1 <= int(text) <= 256):
        raise argparse.ArgumentTypeError("写 1 到 256 的整数")
    return int(text)


def _note_file(text: str) -> Path:
    """Take the name of a file that a note can be written to."""
    path = Path(text)
    if path.suffix not in _NOTES:
        raise argparse.ArgumentTypeError(f"文件名以 {'、'.join(_NOTES)} 结尾")
    return path


def _cluster(text: str) -> str:
    """Take the address of a Dask scheduler."""
    kind, _, address = text.partition("=")
    if kind != "dask" or not address:
        raise argparse.ArgumentTypeError("写成 dask=地址")
    return address


def _check(project: Project, _: argparse.Namespace) -> int:
    content, problems = check(project)
    status = _report(problems)
    if status == 0:
        items = sum(len(file.value.items()) for file in content.checklists)
        print(f"内容没有错误：{len(content.checklists)} 个检查表，{items} 个检查项。")
        if shares := printed_by(content):
            print(f"打印用的字体里没有的字，{_shared(shares)}。")
    return status


def _shared(shares: Shares) -> str:
    """Say which face prints which characters, and not all of many."""
    said = []
    for face, chars in shares.items():
        shown = isolated(" ".join(sorted(chars)[:SHOWN]))
        more = f" 等 {len(chars)} 个" if len(chars) > SHOWN else ""
        said.append(f"{face.title} 印：{shown}{more}")
    return "；".join(said)


def _build(project: Project, options: argparse.Namespace) -> int:
    content, problems = check(project)
    made_of = inputs(project, content, paper=not options.no_pdf)
    if is_built(project, made_of):
        _report(problems)
        print("没有要改的：site/ 就是用现在的内容生成的，每个文件都在。")
    else:
        summary = _built(project, options)
        note_built(project, made_of)
        _report(summary.warnings)
        print(
            f"已生成 {summary.pages} 个网页、{summary.documents} 份 PDF，"
            f"共 {summary.items} 个检查项，"
            f"{summary.bytes / 1e6:.1f} MB，用时 {summary.seconds:.1f} 秒。"
        )
    print(f"打开：{project.output / 'index.html'}")
    return 0


def _built(project: Project, options: argparse.Namespace, *, offline: bool = True) -> Summary:
    """Build with a progress bar on a terminal, in silence elsewhere."""
    if options.no_pdf:
        return build(project, offline=offline)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("生成网页", total=None)

        def tell(title: str) -> None:
            bar.update(task, description=f"排版 {title}", advance=1)

        workplace = Workplace(options.jobs, options.executor or "")
        paper = partial(make_paper, tell=tell, workplace=workplace)
        return build(project, paper, offline=offline)


def _serve(project: Project, options: argparse.Namespace) -> int:
    from paicha.serve import serve

    say = partial(print, flush=True)  # also where the terminal is a pipe
    return serve(project, options.port, partial(_built, options=options, offline=False), say)


def _new(_: Project, options: argparse.Namespace) -> int:
    folder = options.folder.resolve()
    try:
        count = settle(folder)
    except BuildFailed as failed:
        return _report(failed.problems)  # nothing was to be published
    print(f"已新建 {folder}：{count} 个文件，都是例子，逐个换成自己的内容。")
    print(f"检查：{options.how} --root {shlex.quote(str(folder))} check")
    return 0


def _diff(project: Project, options: argparse.Namespace) -> int:
    publication, _ = publication_of(project, paper=True)
    publication = publication.since(release_at(options.old))
    said = words(project)
    for path in options.files:
        try:
            path.write_bytes(_NOTES[path.suffix](publication))
        except OSError as error:
            place, message = Place(str(path)), f"写不了：{error.strerror}"
            raise BuildFailed([Problem(place, message, "请检查文件夹和权限")]) from error
    if publication.note:
        print(as_text(publication.note, said))
    for path in options.files:
        print(f"已写成：{path}", file=sys.stderr)
    return 0


def _note_page(publication: Publication) -> bytes:
    return note_page(publication).encode("utf-8")


def _note_pdf(publication: Publication) -> bytes:
    return next(make_paper([note_sheet(publication)], publication.project.cache)).content


def _note_docx(publication: Publication) -> bytes:
    from paicha.render.office.docx.note import note_document

    return note_document(publication)


_NOTES = {".html": _note_page, ".pdf": _note_pdf, ".docx": _note_docx}


def _report(problems: Sequence[Problem], *, published: bool | None = None) -> int:
    """Print problems to standard error, where editors look for path:line:col."""
    for problem in problems[:MOST]:
        print(problem, file=sys.stderr)
    if len(problems) > MOST:
        print(f"……另有 {len(problems) - MOST} 处，改好上面的再看。", file=sys.stderr)
    errors = sum(problem.stops for problem in problems)
    if errors:
        kept = "；site/ 未改动" if published is False else ""
        print(f"共 {errors} 处错误{kept}。", file=sys.stderr)
    return 1 if errors else 0
