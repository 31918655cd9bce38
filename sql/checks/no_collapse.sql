-- error: a run does not read less than half the reports of the run before from as many documents
WITH yield AS (
  SELECT run_id, inputs, reports_new + restated + unchanged AS reports,
    lag(inputs) OVER (ORDER BY run_id) AS inputs_before, lag(reports_new + restated + unchanged) OVER (ORDER BY run_id) AS reports_before
  FROM run WHERE inputs > 0
)
SELECT run_id, inputs, reports, inputs_before, reports_before FROM yield
QUALIFY run_id = max(run_id) OVER () AND reports_before >= 10 AND inputs >= inputs_before AND reports * 2 < reports_before;
