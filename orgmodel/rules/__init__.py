"""Derived tables -> findings, one file a rule, folders = families.

:func:`check` runs all of them; :mod:`orgmodel.rules.base` says what a rule is. To add one, add a file with a
``RULE`` to the folder of its family.
"""

from orgmodel.rules.base import Rule
from orgmodel.rules.catalogue import catalogue, matching
from orgmodel.rules.check import check
from orgmodel.rules.report import Cause, Finding, Report

__all__ = ["Cause", "Finding", "Report", "Rule", "catalogue", "check", "matching"]
