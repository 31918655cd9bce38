-- Metrics of the reports in $reports, a condition on report_id: those of cells, and
-- those of a report's text, dates and rules. Each statement inserts rows of metric_sum.
DELETE FROM metric_sum WHERE report_id $reports;

-- Metrics of cells. A term takes its number wherever the report prints it; of the
-- forms in which a metric is complete, all must give the same.
INSERT INTO metric_sum BY NAME
WITH total AS (
  SELECT t.report_id, t.indicator, 'total' AS applicant,
    CASE WHEN count(*) = count(t.value) AND min(t.value) = max(t.value) THEN max(t.value) END AS value
  FROM fact_total t WHERE t.report_id $reports GROUP BY ALL
), leaf AS (
  SELECT f.report_id, f.indicator, f.applicant,
    CASE WHEN count(*) = count(f.value) AND min(f.value) = max(f.value) THEN max(f.value)::DECIMAL(38,4) END AS value
  FROM fact_request f SEMI JOIN (SELECT o.indicator, o.applicant FROM dim_metric_operand o WHERE o.applicant <> 'total') o
    ON o.indicator = f.indicator AND o.applicant = f.applicant
  WHERE f.report_id $reports GROUP BY ALL
), form AS (
  SELECT o.metric, o.template, count(*) FILTER (o.side = 'numerator') AS numerators, count(*) FILTER (o.side = 'denominator') AS denominators
  FROM dim_metric_operand o GROUP BY ALL
), read AS (
  SELECT c.report_id, o.metric, o.template,
    count(c.value) FILTER (o.side = 'numerator') AS numerators, count(c.value) FILTER (o.side = 'denominator') AS denominators,
    sum(c.value * o.factor) FILTER (o.side = 'numerator') AS numerator, sum(c.value * o.factor) FILTER (o.side = 'denominator') AS denominator
  FROM (FROM total UNION ALL FROM leaf) c JOIN dim_metric_operand o ON o.indicator = c.indicator AND o.applicant = c.applicant
  GROUP BY ALL
), judged AS (
  SELECT r.report_id, r.metric, r.template,
    CASE WHEN r.numerators = f.numerators THEN r.numerator END AS numerator,
    CASE WHEN r.denominators = f.denominators AND f.denominators > 0 THEN r.denominator END AS denominator,
    r.numerators = f.numerators AND r.denominators = f.denominators AS complete
  FROM read r JOIN form f ON f.metric = r.metric AND f.template = r.template
), one AS (
  SELECT j.report_id, j.metric, bool_or(j.complete) AS complete,
    coalesce(min(j.numerator) FILTER (j.complete) <> max(j.numerator) FILTER (j.complete), false)
      OR coalesce(min(j.denominator) FILTER (j.complete) <> max(j.denominator) FILTER (j.complete), false) AS conflict,
    coalesce(max(j.template) FILTER (j.complete), max(j.template) FILTER (j.numerator IS NOT NULL), max(j.template)) AS template,
    coalesce(max(j.numerator) FILTER (j.complete), max(j.numerator)) AS numerator,
    max(j.denominator) FILTER (j.complete) AS whole, max(j.denominator) AS any_denominator
  FROM judged j GROUP BY ALL
)
SELECT o.metric, r.year, o.report_id, o.template, o.conflict,
  CASE WHEN NOT o.conflict THEN o.numerator END::DECIMAL(38,4) AS numerator,
  -- Never the numerator of one form over the denominator of another.
  CASE WHEN o.conflict THEN NULL WHEN o.complete THEN o.whole WHEN o.numerator IS NULL THEN o.any_denominator END::DECIMAL(38,4) AS denominator
FROM one o JOIN report r ON r.report_id = o.report_id
ORDER BY o.metric, r.year, o.report_id;

-- Of areas: what their agencies add to requests per agency, the share of active
-- agencies, and concentration.
INSERT INTO metric_sum BY NAME
SELECT a.metric, s.year, s.report_id, s.template, s.conflict,
  CASE WHEN a.metric = 'active_agency_share' THEN (s.numerator > 0)::INTEGER ELSE s.numerator END::DECIMAL(38,4) AS numerator,
  CASE WHEN s.numerator IS NULL THEN NULL WHEN a.metric LIKE 'concentration%' THEN s.numerator ELSE 1 END::DECIMAL(38,4) AS denominator
FROM metric_sum s CROSS JOIN (SELECT unnest(['requests_per_agency', 'active_agency_share', 'concentration', 'concentration_top_share']) AS metric) a
WHERE s.metric = 'requests_received' AND s.report_id $reports
ORDER BY ALL;

-- Of the report: that it is there, when it came, what it says in prose.
INSERT INTO metric_sum BY NAME
WITH due AS (
  SELECT r.report_id, r.year, coalesce(r.published_on, r.signed_on) AS published,
    CASE WHEN r.scope = 'jurisdiction_aggregate' THEN make_date(r.year + 1, 3, 31) ELSE make_date(r.year + 1, 1, 31) END AS deadline
  FROM report r WHERE r.report_id $reports
), said AS (
  SELECT c.report_id, CASE WHEN min(c.value) = max(c.value) AND NOT bool_or(c.approx) THEN max(c.value) END AS value
  FROM fact_claim c WHERE c.claim = 'items.total' AND coalesce(c.period, 'year') = 'year' AND c.report_id $reports GROUP BY ALL
), part AS (
  SELECT s.report_id, count(DISTINCT s.section) AS sections FROM section s
  WHERE s.report_id $reports AND s.section IN ('s1', 's2', 's3', 's4', 's5', 's6') GROUP BY ALL
), phrase AS (
  SELECT p.metric, s.report_id, count(DISTINCT p.phrase) FILTER (list_bool_or([contains(s.text, w) FOR w IN p.words])) AS found
  FROM section s JOIN dim_phrase p ON p.section = s.section WHERE s.report_id $reports GROUP BY ALL
), value AS (
  SELECT 'submission_rate' AS metric, d.report_id, d.year, 1 AS numerator, 1 AS denominator FROM due d
  UNION ALL SELECT 'timeliness', d.report_id, d.year, (d.published <= d.deadline)::INTEGER, CASE WHEN d.published IS NOT NULL THEN 1 END FROM due d
  UNION ALL SELECT 'days_late', d.report_id, d.year, CASE WHEN d.published IS NOT NULL THEN greatest(date_diff('day', d.deadline, d.published), 0) END, NULL FROM due d
  UNION ALL SELECT 'narrative_items', d.report_id, d.year, s.value, NULL FROM said s JOIN due d ON d.report_id = s.report_id
  -- The six sections came with the form of 2019.
  UNION ALL SELECT 'sections_present', d.report_id, d.year, coalesce(p.sections, 0), 6 FROM due d LEFT JOIN part p ON p.report_id = d.report_id WHERE d.year >= 2019
  UNION ALL SELECT 'narrative_heads', d.report_id, d.year, f.found, 5 FROM due d JOIN phrase f ON f.report_id = d.report_id AND f.metric = 'narrative_heads' WHERE d.year >= 2019
  UNION ALL SELECT 'fee_statement', d.report_id, d.year, f.found, 1 FROM due d JOIN phrase f ON f.report_id = d.report_id AND f.metric = 'fee_statement' WHERE d.year >= 2021
)
SELECT v.metric, v.year, v.report_id, NULL::VARCHAR AS template, false AS conflict, v.numerator::DECIMAL(38,4) AS numerator, v.denominator::DECIMAL(38,4) AS denominator
FROM value v ORDER BY v.metric, v.year, v.report_id;

-- Completeness: of each of the form's tables the cells that the report prints. A
-- table that is absent counts with the form of the others, or that of the year.
INSERT INTO metric_sum BY NAME
WITH size AS (
  SELECT i."table" AS part, t.template, sum(CASE WHEN i.by_applicant THEN 7 ELSE 1 END) AS cells
  FROM dim_indicator i, unnest(i.templates) AS t(template) WHERE i.en <> 'row of a local form' GROUP BY ALL
), printed AS (
  SELECT f.report_id, split_part(f.indicator, '.', 1) AS part, max(f.template) AS template,
    count(DISTINCT (f.indicator, f.applicant)) FILTER (f.status = 'reported') AS reported
  FROM (FROM fact_proactive SELECT report_id, indicator, '' AS applicant, template, status UNION ALL FROM fact_request SELECT report_id, indicator, applicant, template, status
    UNION ALL FROM fact_challenge SELECT report_id, indicator, '', template, status UNION ALL FROM fact_statistic SELECT report_id, indicator, '', template, status) f
  WHERE f.report_id $reports AND f.indicator IN (SELECT i.indicator FROM dim_indicator i WHERE i.en <> 'row of a local form') GROUP BY ALL
), form AS (
  SELECT r.report_id, r.year, coalesce(
    (SELECT max(p.template) FROM printed p WHERE p.report_id = r.report_id),
    (SELECT any_value(t.template) FROM dim_template t WHERE r.year >= t.first_year AND r.year <= coalesce(t.last_year, 9999))) AS template
  FROM report r WHERE r.report_id $reports
)
SELECT 'completeness' AS metric, f.year, f.report_id, f.template, false AS conflict,
  sum(coalesce(p.reported, 0))::DECIMAL(38,4) AS numerator, sum(coalesce(own.cells, s.cells))::DECIMAL(38,4) AS denominator
FROM form f JOIN size s ON s.template = f.template
LEFT JOIN printed p ON p.report_id = f.report_id AND p.part = s.part
LEFT JOIN size own ON own.part = p.part AND own.template = p.template
GROUP BY ALL ORDER BY ALL;
