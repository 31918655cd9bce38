-- Metrics: more of what is known of them, and what the night works out, so that a
-- league table reads a hundred thousand rows and not twenty million.

DROP TABLE dim_metric;
DROP TABLE dim_metric_operand;

CREATE TABLE dim_metric ( -- One row for what a league table can rank.
  metric VARCHAR PRIMARY KEY, -- Id: disclosure_rate_gross.
  zh VARCHAR NOT NULL, -- Name in Chinese.
  en VARCHAR NOT NULL, -- Name in English.
  kind VARCHAR NOT NULL, -- count; rate (a part of its denominator, a fraction of 1); ratio (may pass 1).
  source VARCHAR NOT NULL, -- cells: numerator and denominator are indicators to be added. Else they are words: report (of its text, dates, rules), panel (with the year before), registry, area, outside (no data at hand).
  numerator VARCHAR[] NOT NULL, -- Indicators whose sum is counted; "-" subtracts one, "@" names the applicant, else it is the total.
  denominator VARCHAR[], -- What it is divided by, written alike; NULL for counts.
  aggregate VARCHAR NOT NULL, -- How an area is made of its agencies: sum, median, hhi (sum of squared shares) or top (largest share).
  areas_only BOOLEAN NOT NULL, -- Whether it says nothing of a single agency.
  unit VARCHAR NOT NULL, -- Unit of the value: rate is a fraction of 1.
  direction VARCHAR NOT NULL, -- up: more is better. down: less is better. neutral: neither.
  grade VARCHAR NOT NULL, -- Comparability between the forms, A to D.
  show_from INTEGER NOT NULL, -- Least denominator for showing a rate to readers; 0 for none.
  rank_from INTEGER NOT NULL, -- Least denominator for a rank; 0 for none.
  absent VARCHAR, -- Why the warehouse has no number for it; NULL where it has.
  caveat VARCHAR NOT NULL -- What the metric does not say.
);

CREATE TABLE dim_metric_operand ( -- One row for a term of a metric in a form that has it.
  metric VARCHAR NOT NULL, -- The metric.
  side VARCHAR NOT NULL, -- numerator or denominator.
  template VARCHAR NOT NULL, -- The form.
  indicator VARCHAR NOT NULL, -- The indicator.
  applicant VARCHAR NOT NULL, -- The applicant; total where the indicator knows none.
  factor INTEGER NOT NULL -- 1, or -1 where it is subtracted.
);

CREATE TABLE dim_region ( -- One row for a province in its part of the country.
  province VARCHAR PRIMARY KEY, -- First two digits of the province's code.
  region VARCHAR NOT NULL, -- east, northeast, central or west.
  zh VARCHAR NOT NULL, -- The region's name in Chinese.
  en VARCHAR NOT NULL -- The region's name in English.
);

CREATE TABLE dim_phrase ( -- One row for a wording that a section must hold for a metric to count it.
  metric VARCHAR NOT NULL, -- The metric.
  phrase VARCHAR NOT NULL, -- Id of the wording.
  section VARCHAR NOT NULL, -- The section.
  words VARCHAR[] NOT NULL -- Any one of them will do.
);

CREATE TABLE metric_sum ( -- One row for a metric of a current report that has a cell or text for it. Written by every run; read it through the view metric.
  metric VARCHAR NOT NULL, -- The metric (dim_metric).
  year INTEGER NOT NULL, -- Year of the report.
  report_id BIGINT NOT NULL, -- The report.
  template VARCHAR, -- Form that the cells follow; NULL for metrics that are of no form.
  conflict BOOLEAN NOT NULL, -- Whether two forms in the report give different numbers; then there is none.
  numerator DECIMAL(38,4), -- Sum of the numerator's terms; NULL where one has no number.
  denominator DECIMAL(38,4) -- Sum of the denominator's terms; NULL for counts, and where one has no number.
);

CREATE TABLE metric_peer ( -- One row for the peers of an agency in a metric, year and scope. Written by every run.
  metric VARCHAR NOT NULL, -- The metric.
  year INTEGER NOT NULL, -- The year.
  scope VARCHAR NOT NULL, -- The scope.
  cell VARCHAR NOT NULL, -- The narrowest group: function, level and region (report_mark.cell).
  peer_group VARCHAR NOT NULL, -- The narrowest group around it with at least 8 agencies with a number: function/level/region, function/level, level, or all.
  agencies BIGINT NOT NULL, -- Agencies of the group with a number and without a data fault.
  assessed BIGINT NOT NULL, -- Those of them with a denominator of at least 5, from which mean and strength are estimated.
  mean DOUBLE, -- Their rate: numerators over denominators; NULL for counts and where fewer than 8 are assessed.
  strength DOUBLE -- Cases that the mean weighs (alpha + beta of the beta distribution); infinite where the rates differ no more than by chance.
);

CREATE TABLE report_mark ( -- One row for a current report, with what league tables need of it. Written by every run.
  report_id BIGINT NOT NULL, -- The report.
  year INTEGER NOT NULL, -- The year reported on.
  scope VARCHAR NOT NULL, -- What the report counts.
  agency_id VARCHAR NOT NULL, -- The agency.
  agency VARCHAR NOT NULL, -- Its name.
  division_code VARCHAR NOT NULL, -- Division it sits in.
  function VARCHAR, -- Its function; NULL where unknown.
  level VARCHAR NOT NULL, -- Level of the division: county, prefecture or province.
  region VARCHAR, -- Part of the country (dim_region); NULL for provinces in none.
  cell VARCHAR NOT NULL, -- The narrowest group of peers: function/level/region.
  faults VARCHAR[] -- Rules of the blocking set that the report breaks; NULL where none.
);

CREATE TABLE metric_state ( -- One row: with which definitions metric_sum was written.
  digest VARCHAR NOT NULL -- SHA-256 over the definitions of metrics and the SQL of the night; another one writes everything anew.
);

CREATE TABLE metric_year ( -- One row for a year whose areas are summed in metric_area.
  year INTEGER NOT NULL, -- The year.
  content UBIGINT NOT NULL -- Hash over the reports and sums of the year and the one before; another one sums its areas anew.
);

CREATE TABLE metric_area ( -- One row for a metric of a county, prefecture or province in a year and scope: the sum over its agencies, without faulty reports. The year after the last one, in which no agency has reported, has rows too. Written by every run; league adds ranks and percentiles.
  metric VARCHAR NOT NULL, -- The metric (dim_metric).
  year INTEGER NOT NULL, -- The year reported on.
  scope VARCHAR NOT NULL, -- What the reports count. Never add over different scopes. Of jurisdiction_aggregate only the area's own report counts.
  grain VARCHAR NOT NULL, -- county, prefecture or province; those above include the agencies below, never add over grains.
  code VARCHAR NOT NULL, -- Code of the area (dim_division).
  name VARCHAR NOT NULL, -- Its name in that year; the code where it has none.
  numerator DECIMAL(38,4), -- Sum over the counted agencies.
  denominator DECIMAL(38,4), -- Sum over the counted agencies; NULL for counts.
  value DOUBLE, -- The count, or numerator / denominator; NULL where the denominator is 0 or no agency is counted.
  n DECIMAL(38,4), -- Number of cases behind a rate: its denominator; NULL for counts.
  ci_low DOUBLE, -- Lower bound of the 95 % Wilson interval of a rate.
  ci_high DOUBLE, -- Upper bound of the 95 % Wilson interval of a rate.
  shrunk DOUBLE, -- Empirical-Bayes rate, drawn to that of the areas of the same region, or of all where they are fewer than 8.
  peer_group VARCHAR, -- Areas it is compared with, grain/region or grain; NULL where there are fewer than 8.
  peers BIGINT, -- Areas of the peer group with a number; NULL where there are fewer than 8.
  counted BIGINT NOT NULL, -- Agencies whose number is in the sum.
  expected BIGINT NOT NULL, -- Agencies with a report for the year or the one before.
  coverage DOUBLE NOT NULL, -- Counted of expected.
  data_faults BIGINT NOT NULL, -- Agencies whose report is left out for a data fault.
  previous DOUBLE, -- Value of the year before over the panel, the agencies counted in both years in forms that compare; NULL where there are none.
  change DOUBLE, -- Value over the panel, less previous.
  panel BIGINT NOT NULL, -- Agencies of the panel.
  rank_eligible BOOLEAN NOT NULL, -- Whether the area may be ranked.
  unranked_reason VARCHAR -- Why it may not; NULL where it may.
);
