"""Pictures beside the words: what each shows, in words, and the clauses that it shows."""

from typing import Annotated

from pydantic import Field, StringConstraints

from paicha.model.base import Basis, ItemId, Line, Name, Part, Text

PictureFile = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*\.(svg|png|jpg)$")
]


class Picture(Part):
    """A drawing or a photograph, or a wrong and a right one side by side."""

    id: Name
    title: Annotated[Line, StringConstraints(max_length=18)]
    alt: Annotated[Line, StringConstraints(max_length=140)]  # told to who cannot see it
    file: PictureFile | None = None  # none named: the drawing called as its id
    wrong: PictureFile | None = None
    right: PictureFile | None = None
    caption: Text | None = None  # what else stands under it
    basis: tuple[Basis, ...] = Field(min_length=1)
    items: tuple[ItemId, ...] = ()  # beside which it stands

    @property
    def sides(self) -> dict[str, str]:
        """Give its files by what each shows: `wrong` and `right`, or one alone."""
        pair = {"wrong": self.wrong, "right": self.right}
        named = {side: file for side, file in pair.items() if file}
        return named or {"": self.file or f"{self.id}.svg"}

    @property
    def files(self) -> list[str]:
        """List the names of its files."""
        return list(self.sides.values())


class Pictures(Part):
    """content/pictures.yaml; the files themselves lie in content/pictures/."""

    pictures: tuple[Picture, ...] = ()
