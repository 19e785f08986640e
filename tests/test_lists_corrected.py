"""What a fresh reading found wrong in the lists, by its kind."""

import re

import pytest

from paicha.model.checklist import Item
from paicha.model.site import Site

DEVICE = re.compile("报警装置|报警器|联锁|切断|熄火保护|放散|送排风|灭火器|监测装置|安全保护，")
WORKS = re.compile("会报警|正在运行|都在运行|能动作|起作用|能用|显示正常")


@pytest.fixture
def items(site: Site) -> list[Item]:
    return list(site.checklists["gas"].items())


def test_device_that_must_work_is_asked_whether_it_works(items: list[Item]) -> None:
    devices = [item for item in items if DEVICE.search(item.check)]
    assert len(devices) >= 12
    assert [item.id for item in devices if not WORKS.search(item.check)] == []
    assert [item.id for item in devices if not WORKS.search(item.ask or "")] == []


def test_quotation_of_the_notice_is_about_the_question(items: list[Item]) -> None:
    """Worn-out bottles, hoses and stoves attest no licence, no room and no odour of gas."""
    worn_out = "超过使用寿命的“瓶、灶、阀、管”"
    about = re.compile("瓶|灶|燃具|热水器|阀|减压器|管|密封圈|燃烧器")
    for item in items:
        quotes = [basis.quote or "" for basis in item.basis]
        if any(worn_out in quote for quote in quotes):
            assert about.search(item.check), item.id
            assert not re.search("许可证|合同|凭证", item.check), item.id


# Digested clauses that were seen only in texts for restaurants.
RESTAURANTS = {
    *("餐饮-瓶间", "餐饮-瓶间条件", "用气指引-阀-1"),
    *(f"用气指引-管-{n}" for n in ("5a", "5b", "6")),
    *(f"用气指引-瓶-{n}" for n in ("2b", "3a", "3b", "4", "5", "7", "8", "9", "11", "12")),
}


def test_what_sources_ask_of_restaurants_is_asked_of_restaurants(items: list[Item]) -> None:
    """The subject of an item is not wider than that of all its sources."""
    rest = [
        item
        for item in items
        if (clauses := {one.clause for one in item.basis if one.source != "plan-2023-33"})
        and clauses <= RESTAURANTS
    ]
    assert len(rest) >= 15
    silent = [item.id for item in rest if "餐饮" not in item.check + (item.look_for or "")]
    assert silent == []


def test_force_of_a_number_is_said_not_asked(items: list[Item]) -> None:
    assert [item.id for item in items if "是否仍有效" in (item.look_for or "")] == []
    assert [item.id for item in items if "规范名" in (item.look_for or "")] == []


CAUTION = re.compile("拿不准|分不清|没有量|也算|不等|不看|勾")


def test_condition_says_what_its_clause_says(site: Site) -> None:
    """What to do in doubt is our caution: it stands in `look_for`, not in the condition."""
    whens = [(item.id, one.when) for item in site.items().values() for one in item.major_if]
    assert whens
    assert [(name, when) for name, when in whens if CAUTION.search(when)] == []


DENIED = re.compile("是否(都)?没有|是否不(?![小大低高]于)")


@pytest.mark.parametrize("name", ["gas", "enterprise", "supervision"])
def test_question_states_what_must_be_there(site: Site, name: str) -> None:
    """A yes to what is not reads badly under the buttons, 合格/不合格 and 是/否."""
    items = site.checklists[name].items()
    assert [item.id for item in items if DENIED.search(item.check)] == []
    assert [item.id for item in items if "做到" in (item.ask or "")] == []


YARDSTICK = re.compile("先不判|拿出所依据|写明对照的|写明(企业|站里)?照的|核对后再判|核对标准再判")


@pytest.mark.parametrize("name", ["gas", "enterprise", "supervision"])
def test_yardstick_is_given_or_left_to_an_expert(site: Site, name: str) -> None:
    """Who is inspected does not say by which rule he is judged."""
    items = site.checklists[name].items()
    assert [item.id for item in items if YARDSTICK.search(item.look_for or "")] == []


NEIGHBOUR = re.compile("上一项|下一项")


def test_item_names_another_by_its_number(site: Site) -> None:
    """A list that is narrowed has other neighbours."""
    items = site.items().values()
    assert [item.id for item in items if NEIGHBOUR.search(item.look_for or "")] == []


SITES = {
    "gas": (
        ("operator", "filling-station"),
        ("operator", "station", "network"),
        ("operator", "lpg-filling"),
        ("operator", "lpg-exchange"),
        ("restaurant", "bottled-gas", "storeroom"),
        ("restaurant", "public-place", "pipe-gas", "enclosed"),
        ("home", "rural"),
    ),
    "construction": (
        ("tower-crane",),
        ("scaffold", "high-work", "hot-work"),
        ("pit", "mobile-plant"),
        ("fit-out", "hot-work", "overhead-line"),
    ),
    "enterprise": (
        ("hazard-found", "timed-rectification", "hot-work", "special-work", "builder"),
        ("hazard-found", "timed-rectification", "special-work", "outsourcing"),
    ),
}


@pytest.mark.parametrize(
    ("name", "facets"), [(name, one) for name, sites in SITES.items() for one in sites]
)
def test_at_most_sixty_items_are_left_for_a_typical_site(
    site: Site, name: str, facets: tuple[str, ...]
) -> None:
    asked = site.checklists[name].items()
    left = [one for one in asked if not one.applies_to or set(one.applies_to) & set(facets)]
    assert 10 <= len(left) <= 60


DANGEROUS = {"hazardous-works-2018", "dangerous-works-37"}


def test_dangerous_works_are_asked_of_a_site_that_names_them(site: Site) -> None:
    """The list tells an inspector who finds such works to choose the facet `hazardous`."""
    items = site.checklists["construction"].items()
    resting = [one for one in items if DANGEROUS & {basis.source for basis in one.all_basis}]
    assert len(resting) >= 12
    hidden = [one.id for one in resting if one.applies_to and "hazardous" not in one.applies_to]
    assert hidden == []


HOUSES = re.compile(r"self-built|jgj125|rural-house|plan-2023-33 3\.2\.3\.3")


def test_action_of_houses_follows_from_houses(site: Site) -> None:
    """A gondola is not stopped by a clause about self-built houses."""
    theirs = {
        action.id
        for action in site.actions.values()
        if all(HOUSES.match(f"{one.source} {one.clause}") for one in action.basis)
    }
    assert len(theirs) >= 5
    for name in site.checklists.keys() - {"self-built"}:
        wrong = [item.id for item in site.checklists[name].items() if theirs & set(item.on_fail)]
        assert wrong == [], name
