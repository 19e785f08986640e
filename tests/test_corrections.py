"""What a reading of the content found wrong, so far as a machine can tell, stays mended."""

import re

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


def test_no_item_asks_the_inspected_party_for_the_yardstick(site: Site) -> None:
    """It gives the number, or says that it is a matter for an expert."""
    asked = re.compile("(请|叫)[^。]{0,12}(拿出|说明)[^。]{0,6}所?依据|先不判|照项目依的标准")
    assert [item.id for item in construction(site) if asked.search(said(item))] == []


def test_climbing_is_not_each_trip_of_a_hoist(site: Site) -> None:
    (before,) = [item for item in construction(site) if item.id == "SG-0133"]
    assert "爬升（降）以及附着之前" in before.check


def test_ordinary_demolition_needs_a_plan(site: Site) -> None:
    (plans,) = [item for item in construction(site) if item.id == "SG-0115"]
    assert {"附件一·二（三）", "附件一·五", "附件一·六"} <= {one.clause for one in plans.basis}
    assert "普通拆除也算" in (plans.look_for or "")
