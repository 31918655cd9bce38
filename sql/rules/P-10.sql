-- Narratives that are another agency's of the same year, or the agency's own of the
-- year before. One report's copy may come to light by another's arrival, wherever
-- that sits: every report is asked, and not those of table checked alone. A sketch
-- that was not compared (of another length, as an older version made it) has no row
-- in text_likeness, and says nothing.
WITH told AS (
  SELECT r.report_id, r.agency_id, r.scope, r.year, l.report_id IS NOT NULL AS comparable,
    l.report_id IS NOT NULL OR r.report_id IN (SELECT report_id FROM section UNION ALL SELECT report_id FROM text_sketch) AS narrated,
    count(l.report_id) OVER (PARTITION BY r.scope, r.year) AS comparables
  FROM report r LEFT JOIN text_likeness l ON l.report_id = r.report_id
), asked AS (
  SELECT t.report_id, 'text' AS kind, '0.8' AS mark, t.narrated, t.comparable AND t.comparables > 1 AS known FROM told t
  UNION ALL
  SELECT t.report_id, 'text_previous', '0.9', t.narrated, t.comparable AND b.report_id IS NOT NULL
  FROM told t LEFT JOIN told b ON b.agency_id = t.agency_id AND b.scope = t.scope AND b.year = t.year - 1 AND b.comparable
)
SELECT a.report_id,
  CASE WHEN NOT a.narrated THEN 'not_applicable' WHEN NOT a.known THEN 'not_assessable' WHEN c.report_id IS NULL THEN 'pass' ELSE 'fail' END AS result,
  round(c.similarity, 2)::DECIMAL(3,2)::VARCHAR AS lhs, a.mark AS rhs, NULL AS indicator,
  'the narrative has ' || round(c.similarity, 2)::DECIMAL(3,2) || ' in common with that of ' || o.agency || ' for ' || o.year || ' (report ' || o.report_id || ')'
    || CASE WHEN c.members > 2 THEN ', and ' || c.members || ' reports share it' ELSE '' END AS message
FROM asked a LEFT JOIN copy c ON c.report_id = a.report_id AND c.kind = a.kind LEFT JOIN report o ON o.report_id = c.other_report_id;
