-- Copied reports: what is needed to find them, and what was found.

CREATE TABLE text_sketch ( -- One row for a current report whose narrative is long enough to be compared with others.
  report_id BIGINT NOT NULL, -- The report.
  sketch BLOB NOT NULL -- 120 MinHash lanes of two bytes over its sequences of five characters, names and numbers masked; the share of equal lanes of two is about what the texts have in common.
);

CREATE TABLE text_sketch_history ( -- Sketches of every version of a report ever loaded.
  report_id BIGINT NOT NULL, -- The report.
  version INTEGER NOT NULL, -- The version.
  sketch BLOB NOT NULL -- As in text_sketch.
);

CREATE TABLE copy ( -- One row for a current report and a way in which it repeats another. Rewritten by every run.
  report_id BIGINT NOT NULL, -- The report.
  kind VARCHAR NOT NULL, -- text: narrative of another agency in the same year. text_previous: its own narrative of the year before. tables: another agency's tables, cell by cell, in the same year. tables_previous: its own of the year before.
  family BIGINT NOT NULL, -- Those that repeat one another share it: the smallest report_id among them; of the kinds _previous the earlier report.
  other_report_id BIGINT NOT NULL, -- One that it repeats: of a family the most alike that was compared.
  similarity DOUBLE NOT NULL, -- Share in common, 0 to 1: of texts an estimate with a standard error below 0.05; of tables 1.
  members BIGINT NOT NULL -- Reports in the family, this one included; 2 for the kinds _previous.
);
