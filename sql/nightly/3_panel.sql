-- Metrics that need other reports: the year before, and the texts of others.
DELETE FROM metric_sum WHERE metric IN ('requests_change', 'requests_growth', 'requests_growth_symmetric', 'normative_docs_churn', 'originality', 'quality_score');

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

-- Likeness. Reports of a year and scope that agree in one of 21 bands of three
-- samples are compared (of a likeness of 0.6, 99 in 100 are found); in a band that
-- many share, each with the next 30 in the order of their samples, so that copies
-- stand together. Less than 0.6 counts as none.
INSERT INTO metric_sum BY NAME
WITH text AS (
  SELECT k.report_id, k.year, k.scope, k.agency_id, t.sketch FROM text_sketch t JOIN report_mark k ON k.report_id = t.report_id WHERE len(t.sketch) = 64
), band AS (
  SELECT t.report_id, t.year, t.scope, t.agency_id, t.sketch, b.band, hash(t.sketch[3 * b.band + 1], t.sketch[3 * b.band + 2], t.sketch[3 * b.band + 3]) AS key
  FROM text t, range(21) b(band)
), placed AS (
  SELECT b.*, row_number() OVER (PARTITION BY b.year, b.scope, b.band, b.key ORDER BY b.sketch, b.report_id) AS place FROM band b
), near AS (
  SELECT DISTINCT a.report_id AS one, b.report_id AS other
  FROM placed a JOIN placed b ON b.year = a.year AND b.scope = a.scope AND b.band = a.band AND b.key = a.key AND b.place > a.place AND b.place <= a.place + 30
  UNION SELECT b.report_id, a.report_id FROM text b JOIN text a ON a.agency_id = b.agency_id AND a.scope = b.scope AND a.year = b.year - 1
), compared AS (
  SELECT n.one, n.other, a.year = b.year AS same_year,
    list_count(list_filter(list_zip(a.sketch, b.sketch), lambda z: z[1] = z[2])) / 64 AS likeness
  FROM near n JOIN text a ON a.report_id = n.one JOIN text b ON b.report_id = n.other
), most AS (
  SELECT l.report_id, max(l.likeness) AS likeness FROM (
    SELECT one AS report_id, likeness FROM compared UNION ALL SELECT other, likeness FROM compared WHERE same_year) l
  WHERE l.likeness >= 0.6 GROUP BY ALL
)
SELECT 'originality' AS metric, t.year, t.report_id, NULL::VARCHAR AS template, false AS conflict,
  (1 - coalesce(m.likeness, 0))::DECIMAL(38,4) AS numerator, 1::DECIMAL(38,4) AS denominator
FROM text t LEFT JOIN most m ON m.report_id = t.report_id ORDER BY t.year, t.report_id;

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
