"""A county bureau whose two field offices answer to their towns: a plan moves both branches and offers cooperation."""

TOWNS = """
profile: cn-party-2010
name: 某县局
as_of: 2016-12-01
units:
  - {id: c, name: 某县局, kind: bureau, level: county, system: s, area: c}
  - {id: c-pc, name: 某县局机关党委, kind: organ_committee, host: c, affiliation: owc, members: 120}
  - {id: c-dc, name: 某县局机关纪委, kind: discipline_commission, host: c}
  - {id: owc, name: 县直属机关工委, kind: organ_work_committee, level: county, area: c}
  - {id: f1, name: 东分局, kind: field_office, level: township, system: s, management: c, staff: 9}
  - {id: f1-b, name: 东分局党支部, kind: branch, host: f1, members: 8, term_start: 2016-03-01}
  - {id: f2, name: 西分局, kind: field_office, level: township, system: s, management: c, staff: 7}
  - {id: f2-b, name: 西分局党支部, kind: branch, host: f2, members: 6, term_start: 2016-03-01}
  - {id: t1, name: 东镇党委, kind: township_committee, level: township}
  - {id: t2, name: 西镇党委, kind: township_committee, level: township}
lines:
  - {subordinate: f1-b, superior: t1, kind: affiliation, tie: 2, consent: granted, basis: "2014-12"}
  - {subordinate: f2-b, superior: t2, kind: affiliation, tie: 3, consent: needed}
"""
