"""A works with a fault of each sort: a root, its consequences, one allowed; and an ``allow`` for nothing.

Names hold what JSON and a line of text must write in another way: quotes, a key, a line break.
"""

WORKS = """
profile: matrix
name: 'Works "findings": []'
units:
  - {id: hq, name: Headquarters}
  - {id: plant, name: "Plant\\nof two lines", solid: hp}
  - {id: line, name: Line one, solid: plant}
  - {id: lab, name: Laboratory, solid: hq}
  - {id: lab, name: Laboratory again}
allow:
  - {rule: STR101, subject: lab, reason: known}
  - {rule: STR101, subject: gone, reason: known}
"""
