-- What league_area does not have: agencies, several years together, one function.
-- The parameters are read in `ask`, `own` and `entry` only, and no column that is passed
-- on bears the name of one, because a bare name means the parameter.
CREATE OR REPLACE MACRO league_live(metric, year := NULL, grain := NULL, level := NULL, province := NULL, function := NULL, min_n := NULL, scope := 'agency',
  min_coverage := 0.7, pool := 1, rank_by := 'value', stored := false) AS TABLE
WITH ask AS (
  SELECT
    CASE WHEN count(*) = 0 THEN error('league: no metric ' || metric || '; the ids are in dim_metric') ELSE any_value(d.metric) END AS the_metric,
    CASE WHEN level IS NOT NULL AND grain IS NOT NULL AND level <> grain THEN error('league: level and grain mean the same; give one')
      WHEN coalesce(level, grain, 'agency') IN ('agency', 'county', 'prefecture', 'province') THEN coalesce(level, grain, 'agency')
      ELSE error('league: grain is agency, county, prefecture or province, not ' || coalesce(level, grain)) END AS the_grain,
    CASE WHEN rank_by IN ('value', 'bound', 'shrunk') THEN rank_by ELSE error('league: rank_by is value, bound or shrunk, not ' || rank_by) END AS the_key,
    coalesce(year, (SELECT max(k.year) FROM report_mark k WHERE k.scope = scope)) AS the_year,
    CASE WHEN pool > 1 AND any_value(d.source) = 'registry' THEN error('league: ' || metric || ' says who reported in one year; ask for years one by one')
      WHEN pool > 1 AND metric = 'normative_docs_in_force' THEN error('league: ' || metric || ' is a level at the end of a year; years are not added up')
      WHEN pool > 1 AND any_value(d.grade) IN ('C', 'D') AND (SELECT count(*) FROM dim_template t, (SELECT coalesce(year, (SELECT max(k.year) FROM report_mark k WHERE k.scope = scope)) AS y) q
        WHERE t.first_year > q.y - pool + 1 AND t.first_year <= q.y) > 0 THEN error('league: ' || metric || ' does not compare between the forms of these years; pool fewer')
      WHEN pool BETWEEN 1 AND 10 THEN pool ELSE error('league: pool is a number of years, 1 to 10') END AS the_pool,
    coalesce(min_n, any_value(d.rank_from)) AS least_n,
    any_value(d.kind) AS kind, any_value(d.unit) AS unit, any_value(d.aggregate) AS aggregate, any_value(d.areas_only) AS areas_only,
    any_value(d.absent) AS absent, any_value(d.direction) AS direction, any_value(d.grade) IN ('C', 'D') AS has_seam, any_value(d.source) = 'registry' AS of_reports,
    province AS the_province, function AS the_function, scope AS the_scope, min_coverage AS least_coverage
  FROM dim_metric d WHERE d.metric = metric
), own AS ( -- reports of the years asked for, and of the year before
  SELECT k.agency_id, k.agency, k.division_code, k.function AS its_function, k.region, k.cell, k.year AS its_year, a.the_year, a.the_pool,
    k.year > a.the_year - a.the_pool AS inside, CASE WHEN NOT a.of_reports THEN k.faults END AS faults,
    s.report_id IS NOT NULL AS found, coalesce(s.conflict, false) AS conflict, s.template, s.numerator, s.denominator,
    k.faults IS NULL AND s.numerator IS NOT NULL AND (a.kind = 'count' OR s.denominator IS NOT NULL) OR (a.of_reports AND s.report_id IS NOT NULL) AS counts
  FROM ask a JOIN report_mark k ON k.year BETWEEN least(a.the_year - a.the_pool + 1, a.the_year - 1) AND a.the_year
  LEFT JOIN (SELECT m.report_id, m.conflict, m.template, m.numerator, m.denominator FROM metric_sum m WHERE m.metric = metric) s ON s.report_id = k.report_id
  WHERE k.scope = scope AND NOT (stored AND pool = 1 AND function IS NULL AND coalesce(level, grain, 'agency') <> 'agency')
), agency AS (
  SELECT o.agency_id, arg_max(o.agency, o.its_year) AS agency, arg_max(o.division_code, o.its_year) AS division_code,
    arg_max(o.region, o.its_year) AS region, arg_max(o.cell, o.its_year) AS cell, arg_max(coalesce(o.its_function, ''), o.its_year) AS its_function,
    -- One report shows its numbers even with a fault; sums leave faults out.
    sum(o.numerator) FILTER (o.inside AND (o.counts OR o.the_pool = 1))::DECIMAL(38,4) AS numerator,
    sum(o.denominator) FILTER (o.inside AND (o.counts OR o.the_pool = 1))::DECIMAL(38,4) AS denominator,
    bool_or(o.inside AND o.counts) AS counts, bool_or(o.inside) AS reported, bool_or(o.inside AND o.faults IS NOT NULL) AS faulty,
    arg_max(struct_pack(f := o.faults, found := o.found, c := o.conflict), o.its_year) FILTER (o.inside) AS last,
    bool_or(o.counts AND o.its_year = o.the_year) AND bool_or(o.counts AND o.its_year = o.the_year - 1) AS in_both,
    any_value(o.template) FILTER (o.its_year = o.the_year) AS form, any_value(o.template) FILTER (o.its_year = o.the_year - 1) AS form_before,
    any_value(o.numerator) FILTER (o.its_year = o.the_year - 1 AND o.counts) AS numerator_before,
    any_value(o.denominator) FILTER (o.its_year = o.the_year - 1 AND o.counts) AS denominator_before
  FROM own o GROUP BY o.agency_id
), entry AS (
  SELECT g.* REPLACE (
      CASE WHEN a.of_reports AND NOT g.reported THEN 0 ELSE g.numerator END::DECIMAL(38,4) AS numerator,
      CASE WHEN a.of_reports AND NOT g.reported THEN 1 ELSE g.denominator END::DECIMAL(38,4) AS denominator,
      g.counts OR a.of_reports AS counts),
    a.the_grain, a.the_pool = 1 AND g.in_both AND NOT (a.has_seam AND g.form IS DISTINCT FROM g.form_before) AS paired,
    CASE a.the_grain WHEN 'agency' THEN g.agency_id WHEN 'county' THEN g.division_code
      WHEN 'prefecture' THEN left(g.division_code, 4) || '00' ELSE left(g.division_code, 2) || '0000' END AS code
  FROM agency g, ask a
  WHERE (function IS NULL OR g.its_function = function)
    AND CASE a.the_grain WHEN 'agency' THEN true
      -- The report of a whole jurisdiction holds those below it: never both.
      WHEN 'county' THEN right(g.division_code, 2) <> '00'
      WHEN 'prefecture' THEN right(g.division_code, 4) <> '0000' AND (scope <> 'jurisdiction_aggregate' OR right(g.division_code, 2) = '00')
      ELSE scope <> 'jurisdiction_aggregate' OR right(g.division_code, 4) = '0000' END
), summed AS (
  SELECT e.code,
    any_value(e.agency ORDER BY e.agency_id) AS agency, any_value(e.division_code ORDER BY e.agency_id) AS division_code, any_value(e.region ORDER BY e.agency_id) AS region,
    any_value(e.its_function ORDER BY e.agency_id) AS its_function, any_value(e.cell ORDER BY e.agency_id) AS cell,
    sum(e.numerator) FILTER (e.counts OR e.the_grain = 'agency') AS total,
    sum(e.denominator) FILTER (e.counts OR e.the_grain = 'agency') AS denominator,
    max(e.numerator) FILTER (e.counts) AS greatest, sum(e.numerator::DOUBLE * e.numerator::DOUBLE) FILTER (e.counts) AS squares, median(e.numerator::DOUBLE) FILTER (e.counts) AS middle,
    count(*) FILTER (e.counts) AS counted, count(*) FILTER (e.faulty) AS faults, count(*) AS expected, count(*) FILTER (e.reported) AS reported,
    any_value(e.last ORDER BY e.agency_id) AS last,
    count(*) FILTER (e.paired) AS panel,
    sum(e.numerator) FILTER (e.paired) AS panel_numerator, sum(e.denominator) FILTER (e.paired) AS panel_denominator,
    sum(e.numerator_before) FILTER (e.paired) AS panel_numerator_before, sum(e.denominator_before) FILTER (e.paired) AS panel_denominator_before
  FROM entry e GROUP BY e.code
), formed AS (
  SELECT s.* EXCLUDE (total), a.* EXCLUDE (the_scope),
    CASE a.aggregate WHEN 'sum' THEN s.total WHEN 'top' THEN s.greatest WHEN 'median' THEN s.middle::DECIMAL(38,4)
      WHEN 'hhi' THEN CASE WHEN s.total > 0 THEN (s.squares / s.total::DOUBLE)::DECIMAL(38,4) END END AS numerator,
    a.the_grain <> 'agency' AND a.the_scope = 'jurisdiction_aggregate' AND s.counted > 1 AS doubled
  FROM summed s, ask a
), valued AS (
  SELECT f.*,
    CASE WHEN f.doubled OR (f.areas_only AND f.the_grain = 'agency') THEN NULL WHEN f.kind = 'count' THEN f.numerator::DOUBLE WHEN f.denominator > 0 THEN f.numerator::DOUBLE / f.denominator::DOUBLE END AS value,
    CASE WHEN f.panel = 0 OR f.aggregate <> 'sum' OR f.of_reports OR f.doubled OR (f.areas_only AND f.the_grain = 'agency') THEN NULL WHEN f.kind = 'count' THEN f.panel_numerator_before::DOUBLE
      WHEN f.panel_denominator_before > 0 THEN f.panel_numerator_before::DOUBLE / f.panel_denominator_before::DOUBLE END AS previous,
    CASE WHEN f.panel = 0 OR f.aggregate <> 'sum' OR f.of_reports OR f.doubled OR (f.areas_only AND f.the_grain = 'agency') THEN NULL WHEN f.kind = 'count' THEN f.panel_numerator::DOUBLE
      WHEN f.panel_denominator > 0 THEN f.panel_numerator::DOUBLE / f.panel_denominator::DOUBLE END AS of_panel
  FROM formed f
), judged AS (
  SELECT v.*, CASE
    WHEN v.absent IS NOT NULL THEN v.absent
    WHEN v.reported = 0 AND v.the_grain = 'agency' THEN 'no report for ' || v.the_year
    WHEN v.the_grain = 'agency' AND v.last.f IS NOT NULL AND (v.counted = 0 OR v.the_pool = 1) THEN 'data fault: ' || array_to_string(v.last.f, ', ')
    WHEN v.the_grain = 'agency' AND NOT v.last.found AND v.counted = 0 THEN 'not in the report'
    WHEN v.the_grain = 'agency' AND v.last.c AND v.counted = 0 THEN 'printed in two forms'
    WHEN v.the_grain = 'agency' AND v.areas_only THEN 'of areas only'
    WHEN v.counted = 0 AND v.faults > 0 THEN 'data fault'
    WHEN v.reported = 0 AND v.counted = 0 THEN 'no report for ' || v.the_year
    WHEN v.doubled THEN 'several reports of the whole jurisdiction'
    WHEN v.counted = 0 THEN 'no number'
    ELSE coalesce(no_rank(v.kind, v.unit, v.value, v.numerator, v.denominator, v.least_n),
      CASE WHEN v.the_grain <> 'agency' AND v.counted < v.least_coverage * v.expected THEN 'coverage < ' || v.least_coverage END)
  END AS unranked_reason,
  v.unit = 'rate' AND v.denominator >= 5 AND v.value BETWEEN 0 AND 1 AND v.counted > 0 AS assessed
  FROM valued v
), area AS ( -- the areas of a region as peers of one another, or all where they are fewer than 8
  SELECT m.peers_of, m.is_all, m.peers, m.assessed, CASE WHEN m.assessed >= 8 THEN m.k / m.n END AS mean, CASE WHEN m.assessed >= 8 THEN prior_strength(m.assessed, m.k, m.n, m.kkn) END AS strength
  FROM (
    SELECT coalesce(j.region, 'all') AS peers_of, grouping(j.region) AS is_all, count(*) FILTER (j.value IS NOT NULL AND j.counted > 0) AS peers, count(*) FILTER (j.assessed) AS assessed,
      coalesce(sum(j.numerator) FILTER (j.assessed), 0)::DOUBLE AS k, coalesce(sum(j.denominator) FILTER (j.assessed), 0)::DOUBLE AS n,
      coalesce(sum(CASE WHEN j.assessed THEN j.numerator::DOUBLE * j.numerator::DOUBLE / j.denominator::DOUBLE END::DECIMAL(38,9)), 0)::DOUBLE AS kkn
    FROM judged j WHERE j.the_grain <> 'agency' GROUP BY GROUPING SETS ((j.region), ())) m
), near AS (
  SELECT j.*,
    CASE WHEN j.the_grain = 'agency' THEN p.peer_group WHEN r.peers >= 8 THEN j.the_grain || '/' || j.region ELSE j.the_grain END AS peer_group,
    CASE WHEN j.the_grain = 'agency' THEN p.agencies WHEN r.peers >= 8 THEN r.peers ELSE w.peers END AS peers,
    CASE WHEN j.the_grain = 'agency' THEN p.mean WHEN r.peers >= 8 AND r.assessed >= 8 THEN r.mean ELSE w.mean END AS mean,
    CASE WHEN j.the_grain = 'agency' THEN p.strength WHEN r.peers >= 8 AND r.assessed >= 8 THEN r.strength ELSE w.strength END AS strength,
    j.unit = 'rate' AND j.value BETWEEN 0 AND 1 AS is_rate,
    split_part(j.cell, '/', 1) || '/' || split_part(j.cell, '/', 2) AS wider, split_part(j.cell, '/', 2) AS widest
  FROM judged j
  LEFT JOIN (SELECT m.year AS its_year, m.cell AS its_cell, m.peer_group, m.agencies, m.mean, m.strength FROM metric_peer m WHERE m.metric = metric AND m.scope = scope) p
    ON p.its_year = CASE WHEN j.the_grain = 'agency' THEN j.the_year END AND p.its_cell = j.cell
  LEFT JOIN area r ON r.is_all = 0 AND r.peers_of = j.region
  LEFT JOIN area w ON w.is_all = 1
), peered AS (
  SELECT n.* EXCLUDE (mean, strength),
    CASE WHEN n.unit = 'rate' AND NOT (n.the_pool > 1 AND n.the_grain = 'agency') THEN shrunk(n.numerator, n.denominator, n.mean, n.strength) END AS shrunk,
    CASE WHEN n.is_rate THEN wilson_lo(n.numerator, n.denominator) END AS ci_low,
    CASE WHEN n.is_rate THEN wilson_hi(n.numerator, n.denominator) END AS ci_high
  FROM near n
), placed AS ( -- mid-rank among the ranked peers
  SELECT p.*, CASE WHEN p.unranked_reason IS NOT NULL OR p.peers < 8 THEN NULL
    WHEN p.peer_group = p.cell OR contains(p.peer_group, '/') AND p.the_grain <> 'agency' THEN
      (rank() OVER narrow - 1 + 0.5 * count(*) OVER (narrow RANGE BETWEEN CURRENT ROW AND CURRENT ROW)) / count(*) OVER (narrow RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    WHEN p.peer_group = p.wider THEN
      (rank() OVER wide - 1 + 0.5 * count(*) OVER (wide RANGE BETWEEN CURRENT ROW AND CURRENT ROW)) / count(*) OVER (wide RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    WHEN p.peer_group = p.widest AND p.the_grain = 'agency' THEN
      (rank() OVER level_wide - 1 + 0.5 * count(*) OVER (level_wide RANGE BETWEEN CURRENT ROW AND CURRENT ROW)) / count(*) OVER (level_wide RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    ELSE (rank() OVER everyone - 1 + 0.5 * count(*) OVER (everyone RANGE BETWEEN CURRENT ROW AND CURRENT ROW)) / count(*) OVER (everyone RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) END AS percentile
  FROM (SELECT q.* REPLACE (CASE WHEN q.the_grain = 'agency' THEN q.cell ELSE '' END AS cell, CASE WHEN q.the_grain = 'agency' THEN '' ELSE q.region END AS region) FROM peered q) p
  WINDOW narrow AS (PARTITION BY p.unranked_reason IS NULL, p.cell, p.region ORDER BY p.value),
    wide AS (PARTITION BY p.unranked_reason IS NULL, p.wider ORDER BY p.value),
    level_wide AS (PARTITION BY p.unranked_reason IS NULL, p.widest ORDER BY p.value),
    everyone AS (PARTITION BY p.unranked_reason IS NULL ORDER BY p.value)
), keyed AS (
  SELECT p.*, CASE WHEN p.unranked_reason IS NULL THEN
    CASE p.the_key WHEN 'shrunk' THEN coalesce(p.shrunk, p.value)
      WHEN 'bound' THEN CASE p.direction WHEN 'down' THEN coalesce(p.ci_high, p.value) ELSE coalesce(p.ci_low, p.value) END ELSE p.value END END AS sort_key
  FROM placed p
  WHERE p.the_province IS NULL OR left(p.division_code, 2) = left(p.the_province, 2)
    OR left(p.division_code, 2) IN (SELECT left(d.division_code, 2) FROM dim_division d WHERE d.level = 'province' AND d.name = p.the_province)
), ranked AS (
  SELECT j.*, CASE WHEN j.unranked_reason IS NULL THEN
      rank() OVER (PARTITION BY j.unranked_reason IS NULL ORDER BY CASE WHEN j.direction = 'down' THEN j.sort_key ELSE -j.sort_key END) END AS rank,
    CASE WHEN j.unranked_reason IS NULL THEN count(*) OVER (PARTITION BY j.unranked_reason IS NULL, j.sort_key) > 1 END AS tied
  FROM keyed j
), named AS (
  SELECT d.division_code, d.valid_from, d.valid_to, d.name FROM dim_division d
)
SELECT r.rank, r.tied, r.code,
  CASE WHEN r.the_grain = 'agency' THEN r.agency ELSE coalesce(
    (SELECT any_value(d.name ORDER BY d.valid_from DESC) FROM named d WHERE d.division_code = r.code
      AND coalesce(d.valid_from, 0) <= r.the_year AND coalesce(d.valid_to, 9999) >= r.the_year), r.code) END AS name,
  CASE WHEN r.the_grain = 'agency' THEN r.division_code ELSE r.code END AS division_code,
  CASE WHEN r.the_grain = 'agency' THEN nullif(r.its_function, '') END AS function,
  r.the_metric AS metric, r.the_year AS year, r.value, r.numerator, r.denominator,
  CASE WHEN r.kind <> 'count' THEN r.denominator END AS n,
  r.ci_low, r.ci_high,
  r.counted, r.expected, r.counted / r.expected AS coverage, r.unranked_reason,
  r.faults AS data_faults, r.shrunk, CASE WHEN r.peers >= 8 THEN r.peer_group END AS peer_group, CASE WHEN r.peers >= 8 THEN r.peers END AS peers, r.percentile,
  r.previous, CASE WHEN r.the_pool = 1 THEN r.of_panel - r.previous END AS change, r.panel
FROM ranked r;
COMMENT ON MACRO TABLE league_live IS 'League as league, worked out from metric_sum; with stored only what league_area does not have.';

-- Areas as the night has summed them: a league of one year, over all functions.
CREATE OR REPLACE MACRO league_area(metric, year := NULL, grain := 'county', province := NULL, min_n := NULL, scope := 'agency', min_coverage := 0.7, rank_by := 'value') AS TABLE
WITH ask AS (
  SELECT
    CASE WHEN count(*) = 0 THEN error('league: no metric ' || metric || '; the ids are in dim_metric') ELSE any_value(d.metric) END AS the_metric,
    CASE WHEN grain IN ('county', 'prefecture', 'province') THEN grain ELSE error('league: of areas grain is county, prefecture or province, not ' || grain) END AS the_grain,
    CASE WHEN rank_by IN ('value', 'bound', 'shrunk') THEN rank_by ELSE error('league: rank_by is value, bound or shrunk, not ' || rank_by) END AS the_key,
    coalesce(year, (SELECT max(k.year) FROM report_mark k WHERE k.scope = scope)) AS the_year,
    coalesce(min_n, any_value(d.rank_from)) AS least_n, any_value(d.kind) AS kind, any_value(d.direction) AS direction,
    province AS the_province, min_coverage AS least_coverage
  FROM dim_metric d WHERE d.metric = metric
), found AS (
  SELECT a.*, q.the_key, q.direction, q.the_province, split_part(a.peer_group, '/', 2) AS region,
    CASE WHEN a.unranked_reason IS NOT NULL AND NOT starts_with(a.unranked_reason, 'n < ') AND NOT starts_with(a.unranked_reason, 'coverage < ') THEN a.unranked_reason
      WHEN q.kind <> 'count' AND a.denominator < q.least_n THEN 'n < ' || q.least_n
      WHEN a.counted < q.least_coverage * a.expected THEN 'coverage < ' || q.least_coverage END AS reason
  FROM (FROM metric_area m WHERE m.metric = metric AND m.scope = scope AND m.grain = grain AND (year IS NULL OR m.year = year)) a JOIN ask q ON q.the_year = a.year AND q.the_grain = a.grain AND q.the_metric = a.metric
), placed AS ( -- mid-rank among the ranked peers
  SELECT f.*, CASE WHEN f.reason IS NOT NULL OR f.peer_group IS NULL THEN NULL
    WHEN f.region <> '' THEN
      (rank() OVER narrow - 1 + 0.5 * count(*) OVER (narrow RANGE BETWEEN CURRENT ROW AND CURRENT ROW)) / count(*) OVER (narrow RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    ELSE (rank() OVER everyone - 1 + 0.5 * count(*) OVER (everyone RANGE BETWEEN CURRENT ROW AND CURRENT ROW)) / count(*) OVER (everyone RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) END AS percentile
  FROM found f
  WINDOW narrow AS (PARTITION BY f.reason IS NULL, f.region ORDER BY f.value), everyone AS (PARTITION BY f.reason IS NULL ORDER BY f.value)
), keyed AS (
  SELECT p.*, CASE WHEN p.reason IS NULL THEN CASE p.direction WHEN 'down' THEN 1 ELSE -1 END *
    CASE p.the_key WHEN 'shrunk' THEN coalesce(p.shrunk, p.value)
      WHEN 'bound' THEN CASE p.direction WHEN 'down' THEN coalesce(p.ci_high, p.value) ELSE coalesce(p.ci_low, p.value) END ELSE p.value END END AS sort_key
  FROM placed p
  WHERE p.the_province IS NULL OR left(p.code, 2) = left(p.the_province, 2)
    OR left(p.code, 2) IN (SELECT left(d.division_code, 2) FROM dim_division d WHERE d.level = 'province' AND d.name = province)
)
SELECT CASE WHEN k.reason IS NULL THEN rank() OVER same END AS rank,
  CASE WHEN k.reason IS NULL THEN count(*) OVER (same RANGE BETWEEN CURRENT ROW AND CURRENT ROW) > 1 END AS tied,
  k.code, k.name, k.code AS division_code, NULL::VARCHAR AS function, k.metric, k.year, k.value, k.numerator, k.denominator, k.n, k.ci_low, k.ci_high,
  k.counted, k.expected, k.coverage, k.reason AS unranked_reason, k.data_faults, k.shrunk, k.peer_group, k.peers, k.percentile, k.previous, k.change, k.panel
FROM keyed k
WINDOW same AS (PARTITION BY k.reason IS NULL ORDER BY k.sort_key)
ORDER BY rank NULLS LAST, k.value DESC NULLS LAST, k.code;
COMMENT ON MACRO TABLE league_area IS 'League of counties, prefectures or provinces for one year, as league, from the sums of the night alone.';

CREATE OR REPLACE MACRO league(metric, year := NULL, grain := NULL, level := NULL, province := NULL, function := NULL, min_n := NULL, scope := 'agency',
  min_coverage := 0.7, pool := 1, rank_by := 'value') AS TABLE
FROM (
  FROM (FROM league_area(metric, year := year, grain := CASE WHEN coalesce(level, grain, 'agency') = 'agency' THEN 'county' ELSE coalesce(level, grain) END,
    province := province, min_n := min_n, scope := scope, min_coverage := min_coverage, rank_by := rank_by)) s
  WHERE pool = 1 AND function IS NULL AND coalesce(level, grain, 'agency') <> 'agency'
  UNION ALL BY NAME
  FROM league_live(metric, year := year, grain := grain, level := level, province := province, function := function, min_n := min_n, scope := scope,
    min_coverage := min_coverage, pool := pool, rank_by := rank_by, stored := true)
) r
ORDER BY r.rank NULLS LAST, r.value DESC NULLS LAST, r.code;
COMMENT ON MACRO TABLE league IS 'League table of a metric. grain (or level): agency, county, prefecture or province; year: the latest by default; rank: equal values share it, the next is skipped (1, 1, 3); NULL with unranked_reason. Above agencies: sums of one scope without faulty reports, over counted of expected agencies (those with a report for the year or the one before), ranked from min_coverage; of scope jurisdiction_aggregate only the area''s own report. County: agencies of counties only; prefecture and province include those below. pool: years added up; rank_by: value, bound (the cautious end of the interval) or shrunk. percentile: mid-rank by value among ranked peers, 1 the greatest. previous and change: of the panel, the agencies counted in both years, in forms that compare.';
