"""The sheets that pictures are made for, in millimetres; a picture is made at its final size and never scaled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet. Where ``height`` is 0 the sheet is as high as what stands on it; where ``width`` is 0, as wide too."""

    name: str
    width: float
    height: float

    @property
    def endless(self) -> bool:
        """True where the picture may be as high as it needs to be."""
        return self.height == 0


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("a4", 297.0, 210.0),
        Paper("a4-portrait", 210.0, 297.0),
        Paper("a3", 420.0, 297.0),
        Paper("a3-portrait", 297.0, 420.0),
        Paper("16:9", 338.4, 190.35),
        Paper("text", 156.0, 0.0),
        Paper("free", 0.0, 0.0),
    )
}
