-- What a failed rule shows, the law behind a rule, and results of gongkai check.

ALTER TABLE issue ADD COLUMN delta VARCHAR;
ALTER TABLE issue ADD COLUMN repair VARCHAR[];
ALTER TABLE issue_history ADD COLUMN delta VARCHAR;
ALTER TABLE issue_history ADD COLUMN repair VARCHAR[];
COMMENT ON COLUMN issue.delta IS 'Left side less the right one; NULL for other rules.';
COMMENT ON COLUMN issue.repair IS 'The least change of cells after which every broken identity would hold, as req.granted@total=14; several are alternatives. Shown, never applied; NULL where there is none or too many.';

ALTER TABLE dim_rule ADD COLUMN law VARCHAR;
ALTER TABLE dim_rule ADD COLUMN holds VARCHAR[];
COMMENT ON COLUMN dim_rule.law IS 'What the rule rests on.';
COMMENT ON COLUMN dim_rule.holds IS 'What is checked, as canon/data/rules.yaml writes it; NULL where the rule is no formula.';

CREATE TABLE data_test ( -- One row for a data test in a run of gongkai check.
  run_id BIGINT NOT NULL, -- The last run of ingest before it; 0 where there was none.
  name VARCHAR NOT NULL, -- Name of the test: its file under sql/checks.
  severity VARCHAR NOT NULL, -- error or warning.
  reason VARCHAR NOT NULL, -- What holds.
  failing BIGINT NOT NULL, -- Number of rows that say otherwise; 0 where it holds.
  checked_at TIMESTAMP NOT NULL -- When it was last checked, UTC.
);

CREATE TABLE data_test_row ( -- One row for a failing row of a data test, the first thousand of each.
  run_id BIGINT NOT NULL, -- The run of ingest, as in data_test.
  name VARCHAR NOT NULL, -- Name of the test.
  found VARCHAR NOT NULL -- The row as a JSON object: where the fault is.
);
