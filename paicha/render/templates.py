"""A template and what it shows in, text out; a mistake in a template becomes a problem."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from markupsafe import Markup

from paicha.output import OutputFile
from paicha.problems import BuildFailed, Place, Problem
from paicha.project import Project
from paicha.render import paths
from paicha.render.agenda import agenda, followed
from paicha.render.citing import cited
from paicha.render.publication import Publication
from paicha.render.words import day, fill, words
from paicha.source.rendered import rendered
from paicha.source.text import read_text

Render = Callable[..., str]

# What a page of the site may do, whatever server it comes from: run and show its own files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
    " connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self';"
    " base-uri 'none'"
)


class _Compiled(jinja2.BytecodeCache):
    """What templates were compiled to, while the program runs: `serve` builds after every save."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}  # template → its text's digest, and code

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Tell templates of one name in two folders apart: errors name the file."""
        return f"{name} {filename}"

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Give a template's code, if its text is still the same."""
        digest, code = self._kept.get(bucket.key, ("", None))
        bucket.code = code if digest == bucket.checksum else None

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a template's code in the place of its last."""
        if bucket.code:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


class _Nothing(Exception):  # noqa: N818 -- what there is to show, not what went wrong
    """Raised where a template would print a value that is missing."""


def _something(value: Any) -> Any:
    """Let pass what is there to be shown; what is optional and missing is no word of ours."""
    if value is None:
        raise _Nothing
    return value


def renderer(project: Project) -> Render:
    """Give `render(template, page, **context)`, where `page` is the path links start from."""
    said = words(project)
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(partial(_load, project)),
        autoescape=True,
        auto_reload=False,  # one environment a build: templates cannot change within it
        bytecode_cache=_COMPILED,
        undefined=jinja2.StrictUndefined,
        finalize=_something,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["lines"] = _lines
    environment.filters["mark"] = _mark
    environment.filters["day"] = partial(day, said=said["date"])
    environment.filters["fill"] = fill
    environment.globals["paths"] = paths
    environment.globals["policy"] = POLICY
    environment.globals["words"] = said
    return partial(_render, environment, project)


def _load(project: Project, template: str) -> tuple[str, str, None] | None:
    """Read a template for Jinja; one that is no text fails like any other file."""
    path = project.template(template)
    if not path.exists():
        return None
    text, problems = read_text(path, project.name(path))
    if text is None:
        raise BuildFailed(problems)
    return text, str(path), None


def _render(
    environment: jinja2.Environment, project: Project, template: str, page: str, **context: Any
) -> str:
    try:
        loaded = environment.get_template(template)
        return loaded.render(url=partial(paths.relative, page=page), page=page, **context)
    except BuildFailed:
        raise
    except Exception as error:  # a template can raise anything
        raise BuildFailed([_template_problem(error, template, project)]) from error


def _template_problem(error: Exception, template: str, project: Project) -> Problem:
    """Say where in a template a mistake stands; Jinja keeps the line in the traceback."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        name = project.name(project.template(error.name or template))
        hint = "请检查 {{ }} 和 {% %} 是否配对"
        return Problem(Place(name, error.lineno, 1), f"模板写法有误：{error.message}", hint)
    whole = Place(project.name(project.template(template)))
    if isinstance(error, RecursionError):
        return Problem(whole, "模板一层套一层，没有尽头", "请检查 include 和 extends 的名字")
    place = _stopped_at(error, project) or whole
    if isinstance(error, jinja2.TemplateNotFound):
        hint = "请从备份恢复，或检查 extends、include、import 里的名字"
        return Problem(place, f"没有模板 {error.name}", hint)
    if isinstance(error, _Nothing):
        hint = "它可以不填：请先用 {% if %} 看有没有，或写上代替的话"
        return Problem(place, "这里没有东西可写", hint)
    if isinstance(error, jinja2.UndefinedError):
        missing = re.findall("'([^']+)'", error.message or "")[-1:]
        message = f"模板用到了没有的名字{''.join(f'“{one}”' for one in missing)}"
        return Problem(place, message, "请检查名字是否写对")
    return Problem(place, f"模板算不出来：{type(error).__name__} {error}", "请检查这一行的写法")


def _stopped_at(error: Exception, project: Project) -> Place | None:
    """Find the innermost line of a template in a traceback."""
    place, step = None, error.__traceback__
    while step:
        file = Path(step.tb_frame.f_code.co_filename)
        if any(folder in file.parents for folder in project.template_folders):
            place = Place(project.name(file), step.tb_lineno, 1)
        step = step.tb_next
    return place


def _lines(text: str) -> Markup:
    return Markup(rendered(text, "note").html)  # noqa: S704 -- harmless whatever it says


def _mark(text: str, quote: str | None) -> Markup:
    """Mark a quote within its clause."""
    if not quote or quote not in text:
        return Markup("{}").format(text)
    before, _, after = text.partition(quote)
    return Markup("{}<mark>{}</mark>{}").format(before, quote, after)


def shared(publication: Publication, assets: dict[str, OutputFile]) -> dict[str, Any]:
    """Give what every page may show."""
    return {
        "site": publication.site,
        "publication": publication,
        "assets": {name: str(file.path) for name, file in assets.items()},
        "cited": partial(cited, publication.site),
        "agenda": agenda(publication),
        "followed": followed(publication),
    }
