-- Metrics that need other reports: the year before, and the texts of others.
DELETE FROM metric_sum WHERE metric IN ('requests_change', 'requests_growth', 'requests_growth_symmetric', 'normative_docs_churn', 'consistency_score', 'originality', 'quality_score');

INSERT INTO metric_sum BY NAME
WITH usable AS (
  SELECT k.agency_id, k.scope, s.year, s.report_id, s.template, s.numerator
  FROM metric_sum s JOIN report_mark k ON k.report_id = s.report_id
  WHERE s.metric = 'requests_received' AND s.numerator IS NOT NULL AND k.faults IS NULL
), pair AS (
  SELECT b.year, b.report_id, b.template, a.numerator AS before, b.numerator AS after
  FROM usable b JOIN usable a ON a.agency_id = b.agency_id AND a.scope = b.scope AND a.year = b.year - 1
), value AS (
  SELECT 'requests_change' AS metric, p.*, p.after - p.before AS numerator, NULL AS denominator FROM pair p
  UNION ALL SELECT 'requests_growth', p.*, p.after - p.before, p.before FROM pair p WHERE p.before >= 10
  UNION ALL SELECT 'requests_growth_symmetric', p.*, 2 * (p.after - p.before), p.before + p.after FROM pair p
)
SELECT v.metric, v.year, v.report_id, v.template, false AS conflict, v.numerator::DECIMAL(38,4) AS numerator, v.denominator::DECIMAL(38,4) AS denominator
FROM value v ORDER BY v.metric, v.year, v.report_id;

INSERT INTO metric_sum BY NAME
WITH total AS (
  SELECT t.report_id, t.indicator, t.template, CASE WHEN min(t.value) = max(t.value) THEN max(t.value) END AS value FROM fact_total t
  WHERE t.indicator IN ('pd.normative_documents.repealed', 'pd.normative_documents.in_force') GROUP BY ALL
)
SELECT 'normative_docs_churn' AS metric, b.year, b.report_id, x.template, false AS conflict, x.value AS numerator, y.value AS denominator
FROM report_mark b JOIN report_mark a ON a.agency_id = b.agency_id AND a.scope = b.scope AND a.year = b.year - 1
JOIN total x ON x.report_id = b.report_id AND x.indicator = 'pd.normative_documents.repealed'
JOIN total y ON y.report_id = a.report_id AND y.indicator = 'pd.normative_documents.in_force'
WHERE a.faults IS NULL AND b.faults IS NULL
ORDER BY b.year, b.report_id;

-- Consistency: rules over several reports may come out otherwise without a change
-- of the report. An error weighs 3, a warning 1. What prose says (E) does not count.
INSERT INTO metric_sum BY NAME
SELECT 'consistency_score' AS metric, k.year, k.report_id, NULL::VARCHAR AS template, false AS conflict,
  coalesce(sum(w.weight) FILTER (x.fail = 0), 0)::DECIMAL(38,4) AS numerator, sum(w.weight)::DECIMAL(38,4) AS denominator
FROM rule_result x JOIN dim_rule d ON d.rule = x.rule JOIN report_mark k ON k.report_id = x.report_id
CROSS JOIN LATERAL (SELECT CASE d.severity WHEN 'error' THEN 3 WHEN 'warning' THEN 1 ELSE 0 END AS weight) w
WHERE left(x.rule, 1) IN ('A', 'B', 'C', 'D', 'P') AND coalesce(x.pass, 0) + x.fail > 0
GROUP BY k.year, k.report_id ORDER BY k.year, k.report_id;

-- Originality: 1 less the greatest likeness found. Texts too short to be compared,
-- and those without another to be compared with, have no number.
INSERT INTO metric_sum BY NAME
SELECT 'originality' AS metric, k.year, k.report_id, NULL::VARCHAR AS template, false AS conflict,
  (1 - greatest(coalesce(l.peer_similarity, 0), coalesce(l.previous_similarity, 0)))::DECIMAL(38,4) AS numerator, 1::DECIMAL(38,4) AS denominator
FROM text_likeness l JOIN report_mark k ON k.report_id = l.report_id
WHERE l.peers > 0 OR l.previous_similarity IS NOT NULL ORDER BY k.year, k.report_id;

INSERT INTO metric_sum BY NAME
WITH part AS (
  SELECT s.report_id, s.year, s.metric, CASE WHEN s.denominator > 0 THEN s.numerator::DOUBLE / s.denominator::DOUBLE END AS value
  FROM metric_sum s WHERE s.metric IN ('completeness', 'consistency_score', 'timeliness', 'sections_present', 'narrative_heads', 'originality')
), wide AS (
  SELECT p.report_id, p.year,
    any_value(p.value) FILTER (p.metric = 'completeness') AS complete, any_value(p.value) FILTER (p.metric = 'consistency_score') AS consistent,
    any_value(p.value) FILTER (p.metric = 'timeliness') AS timely, any_value(p.value) FILTER (p.metric = 'originality') AS original,
    (any_value(p.value) FILTER (p.metric = 'sections_present') + any_value(p.value) FILTER (p.metric = 'narrative_heads')) / 2 AS structure
  FROM part p GROUP BY ALL
)
SELECT 'quality_score' AS metric, w.year, w.report_id, NULL::VARCHAR AS template, false AS conflict,
  (0.30 * w.complete + 0.30 * w.consistent + 0.20 * w.timely + 0.10 * w.structure + 0.10 * w.original)::DECIMAL(38,4) AS numerator, 1::DECIMAL(38,4) AS denominator
FROM wide w ORDER BY w.year, w.report_id;
