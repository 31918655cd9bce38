-- error: a report's division, function and form are known
SELECT report_id, agency, division_code, function, template FROM report
WHERE division_code NOT IN (SELECT division_code FROM dim_division)
  OR function NOT IN (SELECT function FROM dim_function)
  OR (template <> 'mixed' AND template NOT IN (SELECT template FROM dim_template));
