-- Small formulas with one home.

-- Of 0 or n in n the formula may miss 0 or 1 by a rounding: greatest and least, which
-- pass over NULL.
CREATE OR REPLACE MACRO wilson_lo(k, n) AS CASE WHEN n > 0 AND k IS NOT NULL THEN greatest(0,
  ((k / n::DOUBLE) + 3.8416 / (2 * n::DOUBLE) - 1.96 * sqrt(greatest((k / n::DOUBLE) * (1 - k / n::DOUBLE) / n::DOUBLE + 3.8416 / (4 * n::DOUBLE * n::DOUBLE), 0)))
  / (1 + 3.8416 / n::DOUBLE)) END;
COMMENT ON MACRO wilson_lo IS 'Lower bound of the 95 % Wilson interval of k successes in n; NULL where n is 0 or NULL.';

CREATE OR REPLACE MACRO wilson_hi(k, n) AS CASE WHEN n > 0 AND k IS NOT NULL THEN least(1,
  ((k / n::DOUBLE) + 3.8416 / (2 * n::DOUBLE) + 1.96 * sqrt(greatest((k / n::DOUBLE) * (1 - k / n::DOUBLE) / n::DOUBLE + 3.8416 / (4 * n::DOUBLE * n::DOUBLE), 0)))
  / (1 + 3.8416 / n::DOUBLE)) END;
COMMENT ON MACRO wilson_hi IS 'Upper bound of the 95 % Wilson interval of k successes in n; NULL where n is 0 or NULL.';

-- The blocking set: errors after which a report is not ranked. An A-01 or A-02
-- that names no applicant counts as one about the total.
CREATE OR REPLACE MACRO is_blocking(rule, severity, indicator, applicant) AS
  severity = 'error' AND (
    (rule IN ('A-01', 'A-02') AND coalesce(applicant, 'total') = 'total')
    OR (rule = 'A-03' AND coalesce(indicator, 'req.received') IN ('req.received', 'req.processed_total'))
    OR rule IN ('B-01', 'P-01', 'P-02', 'P-13', 'P-14', 'D-08'));
COMMENT ON MACRO is_blocking IS 'Whether an issue bars its report from league tables.';

-- Shrinkage: rates of a group are taken to come from one beta distribution, fitted by
-- the method of moments. From Σ n(p - m)² = m(1 - m)(N + ρ(Σn - N)) comes ρ, the
-- likeness of cases of one agency, and alpha + beta = 1/ρ - 1.
CREATE OR REPLACE MACRO prior_strength(agencies, k, n, kkn) AS CASE
  WHEN k <= 0 OR k >= n OR n <= agencies OR (kkn - k * k / n) / (k / n * (1 - k / n)) <= agencies THEN 'Infinity'::DOUBLE
  ELSE greatest((n - agencies) / ((kkn - k * k / n) / (k / n * (1 - k / n)) - agencies) - 1, 0) END;
COMMENT ON MACRO prior_strength IS 'alpha + beta of the beta distribution of rates, by the method of moments, from the number of agencies and their sums of k (numerators), n (denominators) and k²/n; infinite where rates differ no more than by chance.';

CREATE OR REPLACE MACRO shrunk(k, n, mean, strength) AS CASE WHEN n >= 0 AND k BETWEEN 0 AND n AND n + strength > 0 THEN
  CASE WHEN isinf(strength) THEN mean ELSE (k::DOUBLE + mean * strength) / (n::DOUBLE + strength) END END;
COMMENT ON MACRO shrunk IS 'Empirical-Bayes rate of k in n: (k + alpha) / (n + alpha + beta), with alpha = mean * strength; NULL where the group has no mean.';

-- Why a number is not ranked; NULL where it is.
CREATE OR REPLACE MACRO no_rank(kind, unit, value, numerator, denominator, least_n) AS CASE
  WHEN numerator IS NULL OR (kind <> 'count' AND denominator IS NULL) THEN 'no number'
  WHEN kind <> 'count' AND denominator = 0 THEN 'denominator is 0'
  WHEN value IS NULL THEN 'denominator is negative'
  WHEN kind = 'rate' AND value NOT BETWEEN 0 AND 1 THEN 'the part exceeds the whole'
  WHEN kind <> 'count' AND denominator < least_n THEN 'n < ' || least_n END;
COMMENT ON MACRO no_rank IS 'Why a number of a metric is not ranked: no number, a denominator of 0, a part that exceeds the whole, too few cases; NULL where it is ranked.';
