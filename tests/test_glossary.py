"""Words of the trade: order, explanation, and no word for two things."""

from paicha.model.glossary import Glossary, Term, finder, spoken
from paicha.pipeline import check
from paicha.project import Project

CRANE = Term(
    term="塔式起重机",
    also=("塔吊", "塔机"),
    english=("tower crane",),
    meaning="吊运材料的塔形设备。",
)
LIFT = Term(term="起重机", also=(), meaning="吊运重物的设备。")
GAS = Term(term="液化石油气瓶", also=("煤气罐",), meaning="装液化石油气的钢瓶。")
GLOSSARY = Glossary(terms=(CRANE, LIFT, GAS))
terms_in = finder(GLOSSARY)


def test_terms_stand_in_the_order_of_their_pinyin() -> None:
    assert [one.term for one in spoken(GLOSSARY)] == [LIFT, CRANE, GAS]


def test_initials_are_those_of_the_pinyin() -> None:
    assert [one.initials for one in spoken(GLOSSARY)] == ["qzj", "tsqzj", "yhsyqp"]


def test_longer_term_hides_the_shorter_within_it() -> None:
    assert terms_in("塔式起重机是否验收") == [CRANE]
    assert set(map(id, terms_in("起重机和塔吊"))) == {id(CRANE), id(LIFT)}


def test_everyday_word_is_recognised() -> None:
    assert terms_in("煤气罐放在哪里") == [GAS]
    assert terms_in("脚手架") == []


def test_term_is_searched_in_english_and_not_looked_for_in_texts() -> None:
    assert CRANE.searched == ("塔式起重机", "塔吊", "塔机", "tower crane")
    assert terms_in("tower crane") == []


def test_english_word_stands_for_one_term_only(minimal: Project) -> None:
    terms = [f"- {{term: {word}, english: [{said}], meaning: 灯。}}" for word, said in LAMPS]
    text = "\n".join(("terms:", *terms, ""))
    (minimal.root / "content" / "glossary.yaml").write_text(text, encoding="utf-8")
    _, problems = check(minimal)
    assert [one.message for one in problems] == ["“Lamp”重复"]


LAMPS = (("台灯", "lamp"), ("吊灯", "Lamp"))
