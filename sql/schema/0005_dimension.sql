-- What is known of the field. Rewritten by every run from package canon.

CREATE TABLE dim_division ( -- One row for an administrative division and the years in which its code and name were valid.
  division_code VARCHAR NOT NULL, -- Six-digit code (GB/T 2260).
  name VARCHAR NOT NULL, -- Name in full.
  level VARCHAR NOT NULL, -- province, prefecture or county.
  parent_code VARCHAR, -- Code of the division above; NULL for provinces.
  valid_from INTEGER, -- First year; NULL where it is before the records.
  valid_to INTEGER, -- Last year; NULL while it is valid.
  successors VARCHAR[] -- Codes that took its place; NULL while it is valid.
);

CREATE TABLE dim_agency ( -- One row for an agency with a current report.
  agency_id VARCHAR PRIMARY KEY, -- Id, as in report.
  agency VARCHAR NOT NULL, -- Name.
  division_code VARCHAR NOT NULL, -- Division it sits in.
  function VARCHAR, -- Function by its latest report.
  first_year INTEGER NOT NULL, -- First year with a report.
  last_year INTEGER NOT NULL, -- Last year with a report.
  reports BIGINT NOT NULL -- Number of current reports.
);

CREATE TABLE dim_function ( -- One row for what an agency does: education, police, …
  function VARCHAR PRIMARY KEY, -- Id of the function.
  zh VARCHAR NOT NULL, -- Name in Chinese.
  en VARCHAR NOT NULL -- Name in English.
);

CREATE TABLE dim_indicator ( -- One row for a cell of a form.
  indicator VARCHAR PRIMARY KEY, -- Id: req.granted.
  "table" VARCHAR NOT NULL, -- Table it belongs to: pd, req, rl or s14.
  row_id VARCHAR, -- Id on the table's row axis.
  column_id VARCHAR, -- Id on the table's column axis; NULL where that has one entry.
  subtable VARCHAR, -- Item of article 20, on pd.*.
  zh VARCHAR NOT NULL, -- Official label.
  en VARCHAR NOT NULL, -- Label in English.
  kind VARCHAR NOT NULL, -- count, delta (signed) or money.
  unit VARCHAR, -- Unit of its values.
  stock BOOLEAN NOT NULL, -- Whether it is a level at a date, not to be added over years.
  by_applicant BOOLEAN NOT NULL, -- Whether it is counted for each applicant.
  templates VARCHAR[] NOT NULL, -- Forms that have it.
  grade VARCHAR, -- Comparability between the forms of 2019 and 2021, A to D.
  legal VARCHAR -- Articles of the Regulations.
);

CREATE TABLE dim_applicant ( -- One row for a kind of applicant.
  applicant VARCHAR PRIMARY KEY, -- Id: natural_person.
  zh VARCHAR NOT NULL, -- Official label.
  en VARCHAR NOT NULL, -- Label in English.
  ordinal INTEGER NOT NULL, -- Place in the form, from 1.
  is_total BOOLEAN NOT NULL -- Whether it is the total as printed, not a kind.
);

CREATE TABLE dim_template ( -- One row for a prescribed form.
  template VARCHAR PRIMARY KEY, -- Id: t2021.
  zh VARCHAR NOT NULL, -- Name in Chinese.
  en VARCHAR NOT NULL, -- Name in English.
  authority VARCHAR, -- Document that prescribes it.
  first_year INTEGER NOT NULL, -- First report year.
  last_year INTEGER -- Last report year; NULL while it is in force.
);

CREATE TABLE dim_rule ( -- One row for a consistency rule.
  rule VARCHAR PRIMARY KEY, -- Id: A-01. Never given to another rule.
  severity VARCHAR NOT NULL, -- error, warning or info.
  zh VARCHAR NOT NULL, -- What it says, in Chinese.
  en VARCHAR NOT NULL -- What it says, in English.
);

CREATE TABLE dim_metric ( -- One row for what a league table can rank.
  metric VARCHAR PRIMARY KEY, -- Id: disclosure_rate_gross.
  zh VARCHAR NOT NULL, -- Name in Chinese.
  en VARCHAR NOT NULL, -- Name in English.
  numerator VARCHAR[] NOT NULL, -- Indicators whose sum is counted.
  denominator VARCHAR[], -- Indicators whose sum it is divided by; NULL for counts.
  unit VARCHAR, -- Unit of the value: rate is a fraction of 1.
  direction VARCHAR NOT NULL, -- up: more is better. down: less is better. neutral: neither.
  grade VARCHAR, -- Comparability between the forms, A to D.
  show_from INTEGER NOT NULL, -- Least denominator for showing a rate to readers; 0 for none.
  rank_from INTEGER NOT NULL, -- Least denominator for a rank; 0 for none.
  caveat VARCHAR -- What the metric does not say.
);

CREATE TABLE dim_metric_operand ( -- One row for an indicator of a metric in a form that has it.
  metric VARCHAR NOT NULL, -- The metric.
  side VARCHAR NOT NULL, -- numerator or denominator.
  template VARCHAR NOT NULL, -- The form.
  indicator VARCHAR NOT NULL -- The indicator; of req.* the total is taken.
);
