"""What the less common indices of ``stats`` mean, each said once below the table."""

from collections.abc import Sequence
from typing import Any

COUNTERPARTS = (
    "κ为下级对口机构的类别数，λ为与下级对口机构结成的对口关系数",
    "κ: how many kinds of office face it in the units below; λ: how many such offices, a unit and an office each",
)
MEASURES = {
    "lub": (
        "共同上级度：同一体系内的单位两两之间有最近共同上级的程度",
        "least upper bounds: how far any two joined units have a nearest superior in common",
    ),
    "reaching_centrality": (
        "全局可达中心性：各单位向下可到达范围的悬殊程度，越接近1，越集中于个别单位",
        "global reaching centrality: how uneven the reach downwards is; the nearer to 1, the more a single unit has it",
    ),
    "flow_hierarchy": (
        "流向层级度：不在循环之内的关系所占比重",
        "flow hierarchy: the share of lines that lie on no circle",
    ),
}


def legend(orgs: Sequence[dict[str, Any]], language: str) -> list[str]:
    """A line for each index that the table tells of any of these orgs, below a blank one; none where there is none."""
    told = [COUNTERPARTS] if any(one["counterparts"] for one in orgs) else []
    told += [text for key, text in MEASURES.items() if any(one["measures"][key] is not None for one in orgs)]
    return ["", *(text[0 if language == "zh" else 1] for text in told)] if told else []
