-- Reports barred from league tables, with the rules they break
-- zh: 数据有误、不参与排名的报告及其违反的规则
-- caveat: A fault of the report as printed, or of its reading; look at the report before you blame the agency. All years unless one is named.
-- caveat_zh: 或为报告所印有误，或为读取有误；责怪机关之前请先看原文。不指明年度时含各年。
-- people: year name division_code scope rule indicator applicant message
SELECT k.year, k.agency_id AS code, k.agency AS name, k.division_code, k.scope, i.rule, i.indicator, i.applicant, i.message, r.url
FROM report_mark k JOIN issue i ON i.report_id = k.report_id JOIN report r ON r.report_id = k.report_id
WHERE is_blocking(i.rule, i.severity, i.indicator, i.applicant) AND (year IS NULL OR k.year = year)
  AND (province IS NULL OR left(k.division_code, 2) = left(province, 2))
ORDER BY k.year DESC, k.division_code, k.agency_id, i.rule, i.indicator, i.applicant, i.message
