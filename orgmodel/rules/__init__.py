"""Derived tables -> findings, one file a rule, folders = families.

:func:`check` runs all of them; :mod:`orgmodel.rules.base` says what a rule is. To add one, add a file with a
``RULE`` to the folder of its family.
"""

from orgmodel.rules.base import Rule
from orgmodel.rules.catalogue import catalogue, matching
from orgmodel.rules.custom import rules_of
from orgmodel.rules.report import Cause, Finding, Report
from orgmodel.rules.run import check, recheck

__all__ = ["Cause", "Finding", "Report", "Rule", "catalogue", "check", "matching", "recheck", "rules_of"]
