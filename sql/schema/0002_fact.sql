-- Table cells and numbers said in prose, of current reports. No primary key: an
-- index would cost ten times the file (measured); the checks under sql/checks look for
-- doubles instead.

CREATE TABLE fact_proactive ( -- One row for a cell of the table of proactive disclosure, of a current report.
  report_id BIGINT NOT NULL, -- The report.
  indicator VARCHAR NOT NULL, -- What the cell counts (dim_indicator).
  template VARCHAR, -- Form of the cell's own table: t2014, t2019 or t2021.
  value DECIMAL(18,4), -- The number as printed, money in yuan; NULL where there is none: status says why. Never 0 for a blank.
  status VARCHAR NOT NULL, -- reported, blank, not_applicable, missing, unparsed, ambiguous_unit, ambiguous_text, derived or repaired.
  approx BOOLEAN NOT NULL, -- Whether the number is printed as approximate.
  method VARCHAR, -- How the cell was found: label, position, text or digits; NULL where it was not.
  unit VARCHAR, -- Unit of the value; NULL where it has none.
  raw VARCHAR, -- The cell's text as printed, empty for a blank; NULL where the cell is missing.
  locator VARCHAR -- Place in the document: t3r5c4, or b12:40-43; NULL where the cell is missing.
);

CREATE TABLE fact_request ( -- One row for a cell of the table of requests: an indicator for an applicant. Sum the six applicants or read applicant total, never both, of a current report.
  report_id BIGINT NOT NULL, -- The report.
  indicator VARCHAR NOT NULL, -- What the cell counts (dim_indicator).
  applicant VARCHAR NOT NULL, -- Who applied (dim_applicant), or total as printed.
  template VARCHAR, -- Form of the cell's own table: t2014, t2019 or t2021.
  value DECIMAL(18,4), -- The number as printed, money in yuan; NULL where there is none: status says why. Never 0 for a blank.
  status VARCHAR NOT NULL, -- reported, blank, not_applicable, missing, unparsed, ambiguous_unit, ambiguous_text, derived or repaired.
  approx BOOLEAN NOT NULL, -- Whether the number is printed as approximate.
  method VARCHAR, -- How the cell was found: label, position, text or digits; NULL where it was not.
  unit VARCHAR, -- Unit of the value; NULL where it has none.
  raw VARCHAR, -- The cell's text as printed, empty for a blank; NULL where the cell is missing.
  locator VARCHAR -- Place in the document: t3r5c4, or b12:40-43; NULL where the cell is missing.
);

CREATE TABLE fact_challenge ( -- One row for a cell of the table of reviews and litigation, of a current report.
  report_id BIGINT NOT NULL, -- The report.
  indicator VARCHAR NOT NULL, -- What the cell counts (dim_indicator).
  template VARCHAR, -- Form of the cell's own table: t2014, t2019 or t2021.
  value DECIMAL(18,4), -- The number as printed, money in yuan; NULL where there is none: status says why. Never 0 for a blank.
  status VARCHAR NOT NULL, -- reported, blank, not_applicable, missing, unparsed, ambiguous_unit, ambiguous_text, derived or repaired.
  approx BOOLEAN NOT NULL, -- Whether the number is printed as approximate.
  method VARCHAR, -- How the cell was found: label, position, text or digits; NULL where it was not.
  unit VARCHAR, -- Unit of the value; NULL where it has none.
  raw VARCHAR, -- The cell's text as printed, empty for a blank; NULL where the cell is missing.
  locator VARCHAR -- Place in the document: t3r5c4, or b12:40-43; NULL where the cell is missing.
);

CREATE TABLE fact_statistic ( -- One row for a cell of the statistics form used before 2019, of a current report.
  report_id BIGINT NOT NULL, -- The report.
  indicator VARCHAR NOT NULL, -- What the cell counts (dim_indicator).
  template VARCHAR, -- Form of the cell's own table: t2014, t2019 or t2021.
  value DECIMAL(18,4), -- The number as printed, money in yuan; NULL where there is none: status says why. Never 0 for a blank.
  status VARCHAR NOT NULL, -- reported, blank, not_applicable, missing, unparsed, ambiguous_unit, ambiguous_text, derived or repaired.
  approx BOOLEAN NOT NULL, -- Whether the number is printed as approximate.
  method VARCHAR, -- How the cell was found: label, position, text or digits; NULL where it was not.
  unit VARCHAR, -- Unit of the value; NULL where it has none.
  raw VARCHAR, -- The cell's text as printed, empty for a blank; NULL where the cell is missing.
  locator VARCHAR -- Place in the document: t3r5c4, or b12:40-43; NULL where the cell is missing.
);

CREATE TABLE fact_claim ( -- One row for a number said in the prose of a current report.
  report_id BIGINT NOT NULL, -- The report.
  claim VARCHAR NOT NULL, -- What the number is said to count.
  value DECIMAL(18,4), -- The number; NULL where it could not be read.
  approx BOOLEAN NOT NULL, -- Whether it is said to be approximate.
  quote VARCHAR, -- The words that say it.
  locator VARCHAR -- Their place in the document.
);
