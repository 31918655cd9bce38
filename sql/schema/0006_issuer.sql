-- Who says so: kinds of division, zones, and why a report was given its issuer.

ALTER TABLE dim_division ADD COLUMN kind VARCHAR;
COMMENT ON COLUMN dim_division.kind IS 'What it is: province, municipality, city, district, county, direct_city (run by the province), corps_city (of the Xinjiang corps), township, …';
ALTER TABLE dim_division ADD COLUMN today VARCHAR[];
COMMENT ON COLUMN dim_division.today IS 'Codes that hold its area today, its own where it is in use; NULL where the records do not say.';
COMMENT ON COLUMN dim_division.division_code IS 'Six-digit code (GB/T 2260); nine digits for townships.';
COMMENT ON COLUMN dim_division.level IS 'province, prefecture, county or township. Townships are those of one day, without years.';

CREATE TABLE dim_zone ( -- One row for a park, farm or other area that is no division of its own. Its numbers must not be added to its county's.
  name VARCHAR PRIMARY KEY, -- Name, borne by no other place.
  class VARCHAR NOT NULL, -- special (its county's own area), prefecture (in several counties) or township (in one county).
  statistical_code VARCHAR, -- Code of the National Bureau of Statistics; NULL where it has none.
  division_code VARCHAR NOT NULL, -- Division that holds it: what reports carry.
  as_of INTEGER NOT NULL -- Year of the source.
);

CREATE TABLE dim_source ( -- One row for a dimension that is only rewritten where its source changed.
  dimension VARCHAR PRIMARY KEY, -- Table.
  digest VARCHAR NOT NULL -- SHA-256 of its source.
);

CREATE TABLE report_issuer ( -- One row for a current report: how sure its issuer is. What was said for and against stands in evidence.
  report_id BIGINT NOT NULL, -- The report.
  confidence DOUBLE NOT NULL, -- Of agency and division, 0 to 1; from 0.8 it is sure, from 0.6 it is loaded and doubtful. 1 is a human decision.
  scope_confidence DOUBLE, -- Of the scope, 0 to 1; NULL where nothing was said of it.
  functions VARCHAR[] -- All functions of the agency (dim_function), the primary first; NULL where none is known.
);

CREATE TABLE evidence ( -- One row for a signal of who issued a current report.
  report_id BIGINT NOT NULL, -- The report.
  ordinal INTEGER NOT NULL, -- Place in the order of reading, from 1.
  signal VARCHAR NOT NULL, -- title, signature, origin, credit_code, site_code, host, township, override, …
  text VARCHAR, -- The text that was read.
  value VARCHAR, -- What it was taken to say.
  weight DOUBLE NOT NULL -- 0 to 1; 0 where it only says the year, or was put aside.
);

CREATE TABLE report_issuer_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM report_issuer LIMIT 0; -- Rows of report_issuer for every version of a report ever loaded.
CREATE TABLE evidence_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM evidence LIMIT 0; -- Rows of evidence for every version of a report ever loaded.

CREATE TABLE report_change ( -- One row for a report that a run changed. A run that changes nothing leaves none.
  run_id BIGINT NOT NULL, -- The run.
  report_id BIGINT NOT NULL, -- The report (report_history says whose).
  change VARCHAR NOT NULL, -- new, restated (another version stands), renewed (same words, read otherwise) or withdrawn (no document carries it any more).
  before INTEGER, -- Version that stood before; NULL for new.
  after INTEGER -- Version that stands since; NULL for withdrawn.
);

CREATE TABLE reporter ( -- One row for an agency that an operator expects to report. Rewritten by every run that is given such a list.
  division_code VARCHAR NOT NULL, -- Its division.
  agency VARCHAR NOT NULL, -- Its name, as reports name it.
  scope VARCHAR NOT NULL, -- What its reports count: agency, jurisdiction_aggregate or office_self.
  agency_id VARCHAR NOT NULL, -- Id, as in report.
  from_year INTEGER, -- First year expected; NULL for always.
  to_year INTEGER -- Last year expected; NULL for still.
);

CREATE TABLE dim_rename ( -- One row for a name of agencies that became another throughout the country.
  from_name VARCHAR NOT NULL, -- Name behind the division, as before.
  to_name VARCHAR NOT NULL, -- Name behind the division, as since.
  year INTEGER NOT NULL -- Year of the plan that says so; counties followed within two years.
);

ALTER TABLE dim_function ADD COLUMN led VARCHAR;
COMMENT ON COLUMN dim_function.led IS 'Who leads its agencies: local (the government beside it), dual (that and the bureau above) or vertical (the bureau above).';
