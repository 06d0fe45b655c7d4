"""The words around the picture."""

WORDS = {
    "zh": {
        "before": "调整前",
        "after": "调整后",
        "diff": "变动对照",
        "shows": "调整前后",
        "pages": "分页",
        "page": "第{}页",
        "search": "查找单位名称或编号",
        "search_key": "查找单位名称或编号（快捷键 /），回车查看下一个",
        "hits": "{}/{}",
        "none": "未找到",
        "elsewhere": "另见：{}",
        "in": "放大（+）",
        "out": "缩小（−）",
        "whole": "全图",
        "fit": "显示全图（0）",
        "findings": "问题清单",
        "findings_key": "问题清单（F）",
        "count": "本页涉及问题 {} 项",
        "cleared": "已消除",
        "new": "新出现",
        "basis": "依据：",
        "help": "操作说明（?）",
        "keys": "<dl><dt>拖动、方向键</dt><dd>移动</dd><dt>滚轮、+、−</dt><dd>缩放</dd><dt>0</dt><dd>显示全图</dd>"
        "<dt>1、2、3</dt><dd>切换调整前、调整后、变动对照</dd><dt>[、]</dt><dd>上一页、下一页</dd><dt>/</dt><dd>查找</dd>"
        "<dt>F</dt><dd>问题清单</dd><dt>Tab</dt><dd>进入图中单位，方向键移至相邻单位，回车显示其链条</dd>"
        "<dt>Esc</dt><dd>取消突出显示</dd></dl>",
    },
    "en": {
        "before": "Before",
        "after": "After",
        "diff": "Changes",
        "shows": "Before and after",
        "pages": "Pages",
        "page": "Page {}",
        "search": "Find a unit by name or id",
        "search_key": "Find a unit by name or id (key /); Enter goes to the next",
        "hits": "{} of {}",
        "none": "not found",
        "elsewhere": "see also: {}",
        "in": "Zoom in (+)",
        "out": "Zoom out (−)",
        "whole": "Whole",
        "fit": "Show the whole picture (0)",
        "findings": "Findings",
        "findings_key": "Findings (F)",
        "count": "Findings on this page: {}",
        "cleared": "cleared",
        "new": "new",
        "basis": "Basis: ",
        "help": "Keys (?)",
        "keys": "<dl><dt>Drag, arrow keys</dt><dd>move</dd><dt>Wheel, +, −</dt><dd>zoom</dd><dt>0</dt><dd>whole picture</dd>"
        "<dt>1, 2, 3</dt><dd>before, after, changes</dd><dt>[, ]</dt><dd>previous, next page</dd><dt>/</dt><dd>find</dd>"
        "<dt>F</dt><dd>findings</dd><dt>Tab</dt><dd>into the units; arrow keys go to the next unit, Enter shows its chain</dd>"
        "<dt>Esc</dt><dd>no highlight</dd></dl>",
    },
}
