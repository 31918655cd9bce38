-- Divisions through time.

CREATE OR REPLACE MACRO division_today(code) AS
  (SELECT arg_max(d.today, coalesce(d.valid_from, 0)) FROM dim_division d WHERE d.division_code = code);
COMMENT ON MACRO division_today IS 'The codes that hold today the area of a code of any time: a list, its own code where it is in use; NULL where unknown.';

-- The row that bore the code in the year; else what became of the last before it,
-- or what the first behind it came from. A place that was split gives several rows.
CREATE OR REPLACE MACRO division_in(code, year) AS TABLE
WITH RECURSIVE asked AS (SELECT code AS the_code, year AS the_year
), anchor AS (
  SELECT d.*, coalesce(d.valid_from, 0) AS since, coalesce(d.valid_to, 9999) AS until, a.the_year
  FROM dim_division d, asked a WHERE d.division_code = a.the_code
  QUALIFY row_number() OVER (ORDER BY a.the_year BETWEEN coalesce(d.valid_from, 0) AND coalesce(d.valid_to, 9999) DESC,
    CASE WHEN coalesce(d.valid_from, 0) > a.the_year THEN coalesce(d.valid_from, 0) - a.the_year ELSE a.the_year - coalesce(d.valid_to, 9999) END) = 1
), walk AS (
  SELECT division_code, since, until, successors, the_year, CASE WHEN the_year < since THEN -1 WHEN the_year > until THEN 1 ELSE 0 END AS way FROM anchor
  UNION
  SELECT n.division_code, coalesce(n.valid_from, 0), coalesce(n.valid_to, 9999), n.successors, w.the_year, w.way
  FROM walk w JOIN dim_division n ON
    (w.way = 1 AND w.until < w.the_year AND list_contains(w.successors, n.division_code) AND w.until + 1 BETWEEN coalesce(n.valid_from, 0) AND coalesce(n.valid_to, 9999))
    OR (w.way = -1 AND w.since > w.the_year AND n.valid_to = w.since - 1 AND list_contains(n.successors, w.division_code))
)
SELECT DISTINCT d.* FROM walk w JOIN dim_division d ON d.division_code = w.division_code AND coalesce(d.valid_from, 0) = w.since
WHERE w.the_year BETWEEN w.since AND w.until
ORDER BY d.division_code;
COMMENT ON MACRO TABLE division_in IS 'The division of a code in a year: the row that bore it, else what it became or came from. Several rows where it was split or merged, none where the records do not say.';
