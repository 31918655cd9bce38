-- What a number said in prose counts, and over which time.

ALTER TABLE fact_claim ADD COLUMN period VARCHAR;
COMMENT ON COLUMN fact_claim.period IS 'year: the year reported on. cumulative: several years together. other: another year. Only the first can be held against the tables.';
ALTER TABLE fact_claim ADD COLUMN unit VARCHAR;
COMMENT ON COLUMN fact_claim.unit IS 'Measure as printed: 件, 条, …; CNY of money; NULL where none was.';
ALTER TABLE fact_claim ADD COLUMN section VARCHAR;
COMMENT ON COLUMN fact_claim.section IS 'Section it stands in: s1 to s6; NULL before the first.';
ALTER TABLE fact_claim_history ADD COLUMN period VARCHAR;
ALTER TABLE fact_claim_history ADD COLUMN unit VARCHAR;
ALTER TABLE fact_claim_history ADD COLUMN section VARCHAR;

CREATE TABLE dim_claim ( -- One row for something that reports say in prose with a number.
  claim VARCHAR PRIMARY KEY, -- Id: requests.received.
  zh VARCHAR NOT NULL, -- What it counts, in Chinese.
  en VARCHAR NOT NULL, -- What it counts, in English.
  rule VARCHAR, -- Rule that holds it against other numbers (dim_rule); NULL where none does.
  indicators VARCHAR[] -- Indicators whose sum counts the same, .* for all below; NULL where the forms have none.
);
