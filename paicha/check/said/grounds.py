"""Content in; clauses that do not say what rests on them, and what is said of clauses wrongly."""

import re
from collections.abc import Iterator
from datetime import date

from paicha.check.said.words import Finding, Words, line_of, quoted, settle
from paicha.model.checklist import Checklist, Condition, Item
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.texts import DigestClause, Source
from paicha.problems import Problem
from paicha.source.located import Loc
from paicha.source.quantities import days, is_day

_ONE = re.compile("[一1]([个处份家条]|来源)|同[一出]|各一")


def check_grounds(content: Content, words: Words) -> Iterator[Problem]:
    """Apply every rule on what clauses say and what is said of them."""
    for file in content.checklists:
        for loc, item in parts(file, Item):
            for n, condition in enumerate(item.major_if):
                if not all(map(words.text, condition.basis)):
                    continue  # a clause that is not there is said elsewhere
                at = (*loc, "major_if", n)
                found = _condition(at, item, condition, words)
                yield from settle(file, at, condition, found)
            yield from _sign(file, loc, item, words)
        yield from _editions(file, content)
    for source in content.sources:
        yield from () if source.lost else _days(source)
        for n, clause in enumerate(source.value.clauses):
            if clause.digest:
                yield from _attested(source, n, clause.digest)


def _condition(loc: Loc, item: Item, condition: Condition, words: Words) -> Iterator[Finding]:
    """A condition cites the clause that its words come from, of a level that is severe.

    No other clause of the same source shares clearly more of the rarer pairs of characters.
    """
    for n, basis in enumerate(condition.basis):
        clause = words.clause(basis)
        if not clause or not clause.digest:
            continue  # a quote is literal
        at = (*loc, "basis", n, "clause")
        if clause.digest.level not in (None, "severe"):
            level = words.place(basis, "level")
            where = f"level（{level.path} {line_of(level)}）"
            message = f"条款 {clause.id} 的 {where}是 {clause.digest.level}，不能让一种情形算重大"
            hint = "标准判为重大的，把那里改成 severe；不判重大的，改引别的条款或删去这一种情形"
            yield Finding(at, message, hint, clause.id)
        elif better := words.fit(basis.source).better(clause.id, condition.when, item.check):
            message = f"{words.named(basis)}写的是{quoted([clause.text])}，和这一种情形对不上"
            fits = better if better != clause.id else "写着这一种情形的条款"
            hint = f"请核对，多半应写 clause: {fits}"
            yield Finding(at, message, hint, clause.id)


def _sign(file: File[Checklist], loc: Loc, item: Item, words: Words) -> Iterator[Problem]:
    """What counts as a lesser sign rests on a clause that grades it so, if its clauses grade."""
    if not all(words.whole(one) for one in item.basis):
        return  # the clause that grades it may have dropped out
    digests = [clause.digest for one in item.basis if (clause := words.clause(one))]
    levels = [digest.level for digest in digests if digest and digest.level]
    if item.sign == "lesser" and levels and "lesser" not in levels:
        message = f"sign 是 lesser，所引条款的 level 却是 {'、'.join(levels)}"
        yield Problem(file.place(*loc, "sign"), message, "请核对 sign 和所引条款的 level")


def _attested(file: File[Source], n: int, clause: DigestClause) -> Iterator[Problem]:
    """A verified clause was seen at two places or more, a single-source one at one.

    Two pages of one maker are one source: then `differs` says so.
    """
    at, count = ("clauses", n), len(clause.seen_at)
    if clause.confidence == "verified" and count < 2:
        message = "confidence 是 verified，seen_at 却只有 1 处"
        hint = "只有一处来源的写 single-source，或补上另一处"
        yield Problem(file.place(*at, "confidence"), message, hint)
        return
    found = []
    if clause.confidence == "single-source" and count > 1:
        message = f"confidence 是 single-source，seen_at 却有 {count} 处"
        hint = "几处一致的写 verified"
        found.append(Finding((*at, "confidence"), message, hint, "同一来源", _says_one))
    yield from settle(file, at, clause, found)


def _says_one(reason: str) -> bool:
    return bool(_ONE.search(reason))


def _days(file: File[Source]) -> Iterator[Problem]:
    """The days a source holds from and until are those that its status names, if it names days."""
    head = file.value.head
    for key, word in (("in_force_from", "施行|实施|执行"), ("repealed_on", "废止|替代|取代|失效")):
        said = days(head.status) if re.search(word, head.status) else ()
        day = getattr(head, key)
        if day and said and not any(is_day(one, day) for one in said):
            status = f"status（{line_of(file.place('status'))}）"
            message = f"{key} 是 {day}，{status}写的却是{quoted([head.status])}"
            hint = f"请核对原文：{key} 写错的照 status 改，status 写错的改成 {_chinese(day)}"
            yield Problem(file.place(key), message, hint)


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _editions(file: File[Checklist], content: Content) -> Iterator[Problem]:
    """An edition's note names the day from which its source no longer holds."""
    sources = {one.id: one for one in content.sources}
    for n, edition in enumerate(file.value.editions):
        source = sources.get(edition.source or "")
        day = source.value.head.repealed_on if source else None
        said = days(edition.note or "")
        if source and day and said and not any(is_day(one, day) for one in said):
            place = source.place("repealed_on")
            there = f"repealed_on（{place.path} {line_of(place)}）"
            message = f"note 写的是{quoted([edition.note or ''])}，{source.id} 的 {there}却是 {day}"
            hint = f"请核对原文：note 写错的改成 {_chinese(day)}，repealed_on 写错的改那里"
            yield Problem(file.place("editions", n, "note"), message, hint)
