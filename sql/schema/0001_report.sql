-- Reports as they now stand, and their parts other than table cells.
-- In these files the text behind "--" on the line of a table or column is its
-- COMMENT in the database (see ../comments.go); there is no second description.

CREATE TABLE report ( -- One row for an agency's report for a year and scope, as it now stands. Earlier versions are in report_history.
  report_id BIGINT PRIMARY KEY, -- First 63 bits of SHA-256 over agency_id|year|scope: the same in every warehouse.
  version INTEGER NOT NULL, -- Number of this version in report_history, from 1.
  agency_id VARCHAR NOT NULL, -- Division code, "-", and 8 hex digits of SHA-256 over division|agency.
  agency VARCHAR NOT NULL, -- Name of the agency that issued the report.
  division_code VARCHAR NOT NULL, -- Six-digit code of the county, prefecture or province it sits in, valid at the end of the year.
  function VARCHAR, -- Id of the agency's function (dim_function); NULL where unknown.
  scope VARCHAR NOT NULL, -- What the numbers count: agency, jurisdiction_aggregate (a government with its departments) or office_self.
  year INTEGER NOT NULL, -- The year reported on.
  template VARCHAR, -- Form found by its labels: t2014, t2019, t2021 or mixed; NULL where no table was found.
  title VARCHAR, -- Title as printed.
  published_on DATE, -- Date of publication as printed; NULL where unknown.
  signed_on DATE, -- Date under the report; NULL where unknown.
  url VARCHAR, -- Where the document was fetched from; NULL for files.
  document_sha256 VARCHAR NOT NULL, -- SHA-256 of the document that this version was read from (document.sha256); of several the first by digest. All are in report_document.
  grade VARCHAR NOT NULL, -- A: no error or warning. B: warnings only. C: errors outside the blocking set. D: an error that bars the report from league tables.
  run_id BIGINT NOT NULL, -- Run that loaded this version.
  loaded_at TIMESTAMP NOT NULL -- Start of that run, UTC.
);

CREATE TABLE section ( -- One row for a part of a current report, as far as its heading was found.
  report_id BIGINT NOT NULL, -- The report.
  section VARCHAR NOT NULL, -- s1 to s6, in the order of the form.
  heading VARCHAR, -- Heading as printed.
  text VARCHAR, -- Paragraphs joined by line breaks; tables are left out.
  locator VARCHAR -- Place of the heading in the document.
);

CREATE TABLE issue ( -- One row for a rule that failed on a current report.
  report_id BIGINT NOT NULL, -- The report.
  rule VARCHAR NOT NULL, -- Id of the rule (dim_rule): A-01.
  severity VARCHAR NOT NULL, -- error, warning or info.
  lhs VARCHAR, -- Left side of a failed identity; NULL for other rules.
  rhs VARCHAR, -- Right side of a failed identity; NULL for other rules.
  cells VARCHAR[], -- The operands, as req.granted@total; NULL where there are none.
  message VARCHAR, -- One English sentence, with the raw text where there is one.
  indicator VARCHAR, -- Indicator of the cell it is about; NULL where it is about none.
  applicant VARCHAR -- Applicant of that cell; NULL where it has none.
);

CREATE TABLE rule_result ( -- How often a rule passed, failed or could not be assessed on a current report. A rule that is not counted has a row only where it failed.
  report_id BIGINT NOT NULL, -- The report.
  rule VARCHAR NOT NULL, -- Id of the rule (dim_rule).
  pass BIGINT, -- Checks that held; NULL where not counted.
  fail BIGINT NOT NULL, -- Checks that failed.
  not_assessable BIGINT, -- Checks with an empty operand; NULL where not counted.
  not_applicable BIGINT -- Checks that do not apply to the form; NULL where not counted.
);
