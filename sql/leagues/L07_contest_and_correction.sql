-- Contest rate and review correction rate of counties, three years added up
-- zh: 各县争议率与行政复议纠错率（三年合计）
-- caveat: Tiny numbers in most counties, hence three years. Cases may be about decisions of an earlier year; other results hide some corrections.
-- caveat_zh: 多数县数目极小，故合并三年。案件可能针对往年的答复；“其他结果”中常有纠正。
-- people: metric rank name value ci_low ci_high n counted expected unranked_reason
FROM league('contest_rate', year := year, grain := 'county', province := province, pool := 3)
UNION ALL FROM league('review_correction_rate', year := year, grain := 'county', province := province, pool := 3)
