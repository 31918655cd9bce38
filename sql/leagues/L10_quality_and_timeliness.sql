-- Quality and timeliness of reports
-- zh: 报告质量与及时性
-- caveat: The weights are ours: 0.30 completeness, 0.30 consistency, 0.20 timeliness, 0.10 structure, 0.10 originality. About the report, not about the agency's openness; NULL where a part is.
-- caveat_zh: 权重由本库所定：完整 0.30、勾稽 0.30、及时 0.20、结构 0.10、原创 0.10。说的是报告，不是机关的公开程度；任一分项为空则总分为空。
-- people: rank name division_code value completeness consistency_score timeliness sections_present originality unranked_reason
SELECT q.rank, q.tied, q.code, q.name, q.division_code, q.function, q.metric, q.year, q.value, p.completeness, p.consistency_score, p.timeliness, p.days_late,
  p.sections_present, p.narrative_heads, p.originality, q.percentile, q.unranked_reason
FROM league('quality_score', year := year, province := province) q
LEFT JOIN (
  SELECT k.agency_id, k.year AS its_year,
    any_value(s.numerator / nullif(s.denominator, 0)) FILTER (s.metric = 'completeness')::DOUBLE AS completeness,
    any_value(s.numerator / nullif(s.denominator, 0)) FILTER (s.metric = 'consistency_score')::DOUBLE AS consistency_score,
    any_value(s.numerator / nullif(s.denominator, 0)) FILTER (s.metric = 'timeliness')::DOUBLE AS timeliness,
    any_value(s.numerator) FILTER (s.metric = 'days_late')::DOUBLE AS days_late,
    any_value(s.numerator / s.denominator) FILTER (s.metric = 'sections_present')::DOUBLE AS sections_present,
    any_value(s.numerator / s.denominator) FILTER (s.metric = 'narrative_heads')::DOUBLE AS narrative_heads,
    any_value(s.numerator) FILTER (s.metric = 'originality')::DOUBLE AS originality
  FROM report_mark k JOIN metric_sum s ON s.report_id = k.report_id WHERE k.scope = 'agency' GROUP BY ALL
) p ON p.agency_id = q.code AND p.its_year = q.year
ORDER BY q.rank NULLS LAST, q.value DESC NULLS LAST, q.code
