-- Every version ever loaded. Same columns as the tables of current reports, and
-- the version; comments of equal columns are copied from there.

CREATE TABLE report_history ( -- One row for every version of a report ever loaded.
  report_id BIGINT NOT NULL, -- The report.
  version INTEGER NOT NULL, -- Number of the version, from 1 in the order of loading.
  agency_id VARCHAR NOT NULL,
  agency VARCHAR NOT NULL,
  division_code VARCHAR NOT NULL,
  function VARCHAR,
  scope VARCHAR NOT NULL,
  year INTEGER NOT NULL,
  template VARCHAR,
  title VARCHAR,
  published_on DATE,
  signed_on DATE,
  url VARCHAR,
  document_sha256 VARCHAR NOT NULL,
  grade VARCHAR NOT NULL,
  run_id BIGINT NOT NULL,
  loaded_at TIMESTAMP NOT NULL,
  reported INTEGER NOT NULL, -- Number of cells with status reported: of two versions the fuller one stands.
  content_sha256 VARCHAR NOT NULL, -- SHA-256 over what the agency said: title, dates, sections, cells, claims. A new one is a new version.
  detail_sha256 VARCHAR NOT NULL, -- SHA-256 over what the program made of it besides: issues, places, function. A new one renews the rows in place.
  PRIMARY KEY (report_id, version)
);

CREATE TABLE fact_proactive_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM fact_proactive LIMIT 0; -- Rows of fact_proactive for every version of a report ever loaded.
CREATE TABLE fact_request_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM fact_request LIMIT 0; -- Rows of fact_request for every version of a report ever loaded.
CREATE TABLE fact_challenge_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM fact_challenge LIMIT 0; -- Rows of fact_challenge for every version of a report ever loaded.
CREATE TABLE fact_statistic_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM fact_statistic LIMIT 0; -- Rows of fact_statistic for every version of a report ever loaded.
CREATE TABLE fact_claim_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM fact_claim LIMIT 0; -- Rows of fact_claim for every version of a report ever loaded.
CREATE TABLE section_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM section LIMIT 0; -- Rows of section for every version of a report ever loaded.
CREATE TABLE issue_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM issue LIMIT 0; -- Rows of issue for every version of a report ever loaded.
CREATE TABLE rule_result_history AS SELECT report_id, NULL::INTEGER AS version, * EXCLUDE (report_id) FROM rule_result LIMIT 0; -- Rows of rule_result for every version of a report ever loaded.
