-- Small formulas with one home.

CREATE OR REPLACE MACRO wilson_lo(k, n) AS CASE WHEN n > 0 THEN
  ((k / n::DOUBLE) + 3.8416 / (2 * n::DOUBLE) - 1.96 * sqrt(greatest((k / n::DOUBLE) * (1 - k / n::DOUBLE) / n::DOUBLE + 3.8416 / (4 * n::DOUBLE * n::DOUBLE), 0)))
  / (1 + 3.8416 / n::DOUBLE) END;
COMMENT ON MACRO wilson_lo IS 'Lower bound of the 95 % Wilson interval of k successes in n; NULL where n is 0 or NULL.';

CREATE OR REPLACE MACRO wilson_hi(k, n) AS CASE WHEN n > 0 THEN
  ((k / n::DOUBLE) + 3.8416 / (2 * n::DOUBLE) + 1.96 * sqrt(greatest((k / n::DOUBLE) * (1 - k / n::DOUBLE) / n::DOUBLE + 3.8416 / (4 * n::DOUBLE * n::DOUBLE), 0)))
  / (1 + 3.8416 / n::DOUBLE) END;
COMMENT ON MACRO wilson_hi IS 'Upper bound of the 95 % Wilson interval of k successes in n; NULL where n is 0 or NULL.';

-- The blocking set: errors after which a report is not ranked. An A-01 or A-02
-- that names no applicant counts as one about the total.
CREATE OR REPLACE MACRO is_blocking(rule, severity, indicator, applicant) AS
  severity = 'error' AND (
    (rule IN ('A-01', 'A-02') AND coalesce(applicant, 'total') = 'total')
    OR (rule = 'A-03' AND coalesce(indicator, 'req.received') IN ('req.received', 'req.processed_total'))
    OR rule IN ('B-01', 'P-01', 'P-02', 'P-13', 'P-14', 'D-08'));
COMMENT ON MACRO is_blocking IS 'Whether an issue bars its report from league tables.';
