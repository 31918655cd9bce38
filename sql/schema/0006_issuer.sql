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
