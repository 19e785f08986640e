"""Content in; all that is wrong with it out, sorted, in one go."""

from paicha.check.citations import check_citations
from paicha.check.coverage import check_coverage
from paicha.check.dates import check_dates
from paicha.check.doors import check_doors
from paicha.check.duties import check_duties
from paicha.check.editions import check_editions
from paicha.check.forms import check_forms
from paicha.check.glyphs import check_fonts, check_glyphs
from paicha.check.ids import check_ids
from paicha.check.language import (
    check_contact,
    check_glossary,
    check_language,
    check_repeated_questions,
)
from paicha.check.links import check_links
from paicha.check.markdown import check_items_markdown
from paicha.check.names import with_ids
from paicha.check.pictures import check_pictures
from paicha.check.references import check_references
from paicha.check.said import check_said
from paicha.check.since import check_since
from paicha.check.status import check_status
from paicha.model.content import Content, complete
from paicha.problems import Problem


def check_content(content: Content) -> list[Problem]:
    """Apply every rule; what rests on a file that could not be read is left unsaid."""
    problems = list(with_ids(content))
    problems += check_ids(content)
    problems += check_references(content)
    problems += check_doors(content)
    problems += check_citations(content)
    problems += check_items_markdown(content)
    problems += check_links(content)
    problems += check_pictures(content)
    problems += check_dates(content)
    problems += check_duties(content)
    problems += check_forms(content)
    problems += check_editions(content)
    problems += check_status(content)
    problems += check_since(content)
    places = {problem.place for problem in problems if problem.stops}  # what is wrong is said once
    problems += (one for one in check_said(content) if one.place not in places)
    problems += check_fonts(content)
    problems += check_glyphs(content)
    problems += check_language(content)
    problems += check_glossary(content)
    problems += check_contact(content)
    site = complete(content)
    if site and not any(problem.stops for problem in problems):  # a mistake elsewhere can uncover
        problems += check_coverage(site, content)
        problems += check_repeated_questions(content)
    return sorted(set(problems))
