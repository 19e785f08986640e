"""What a reading of the content found wrong, so far as a machine can tell, stays mended."""

from paicha.model.checklist import Item
from paicha.model.site import Site


def construction(site: Site) -> tuple[Item, ...]:
    return site.checklists["construction"].items()


def said(item: Item) -> str:
    """All that an item says, but for what it quotes."""
    return " ".join(
        [
            *(item.check, item.ask or "", item.look_for or ""),
            *(one.when for one in item.major_if),
            *item.evidence,
            *(one.label for one in item.measures),
        ]
    )


def test_licence_that_can_be_had_is_asked_for(site: Site) -> None:
    """餐饮服务许可证 has been part of 食品经营许可证 since 2015-10-01: nobody can have one."""
    wanted = [*(label for item in construction(site) for label in item.evidence)]
    wanted += [measure.label for item in construction(site) for measure in item.measures]
    wanted += [paper for duty in site.duties for paper in duty.evidence]
    assert [one for one in wanted if "餐饮服务许可证" in one] == []


def test_deformation_is_never_said_to_fall_short(site: Site) -> None:
    digests = [
        clause.text
        for name in ("construction-2022", "construction-2024")
        for clause in site.sources[name].clauses
    ]
    texts = [*map(said, construction(site)), *digests]
    assert [text for text in texts if "变形" in text and "达不到" in text] == []
