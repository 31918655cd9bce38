-- What a metric does not say, in Chinese too.

ALTER TABLE dim_metric ADD COLUMN caveat_zh VARCHAR;
COMMENT ON COLUMN dim_metric.caveat_zh IS 'What the metric does not say, in Chinese.';
