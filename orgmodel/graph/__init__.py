"""Org -> derived columns and a networkx view; every graph algorithm lives here.

:func:`derive` gives the derived tables of an org, one file of this folder each: ``build`` makes it, ``LOOKED_UP`` names the
columns that only say what stands in units, ``SUBJECT`` how a row is spoken of that has no column for it. Hierarchies are
parent arrays (:mod:`orgmodel.graph.forest`).
"""

from orgmodel.graph.derived import Derived, derive
from orgmodel.graph.forest import Forest, components, forest
from orgmodel.graph.view import to_networkx

__all__ = ["Derived", "Forest", "components", "derive", "forest", "to_networkx"]
