"""What a planned page is made of: strips, spots, and the room between the margins."""

from dataclasses import dataclass, field

from orgmodel.scene import Flow
from orgmodel.views._look import Look

LEFT = 32.6  # mm: where boxes may begin; the labels of the bands are left of it
EDGE = 12.6  # mm from where boxes must end to the right edge of the sheet
LANE = 2.4  # mm between lines that leave a box side by side


@dataclass
class Strip:
    """A row of boxes of one side; channels for lines lie above and below it."""

    row: int
    local: bool
    ids: list[str]
    running: bool = False  # text runs down or is turned
    height: float = 0.0
    y: float = 0.0


@dataclass
class Spot:
    """Where a box stands and how its text is set; ``lines`` by show."""

    id: str
    local: bool
    strip: int
    flow: Flow
    size: float
    w: float
    x: float = 0.0
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def middle(self) -> float:
        """The middle of the box from the left of the page."""
        return self.x + self.w / 2


@dataclass
class Plan:
    """All boxes of a page with their strips; ``beside`` holds local bodies that stand beside the top."""

    strips: list[Strip]
    spots: dict[str, Spot]
    beside: set[str]
    looks: dict[str, Look]
    right: float  # mm: where boxes must end
    left: float = LEFT

    @property
    def width(self) -> float:
        """The width in which boxes may stand."""
        return self.right - self.left
