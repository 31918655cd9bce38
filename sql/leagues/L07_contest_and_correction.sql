-- Contest rate and review correction rate of counties, three years added up
-- caveat: Tiny numbers in most counties, hence three years. Cases may be about decisions of an earlier year; other results hide some corrections.
FROM league('contest_rate', year := year, grain := 'county', province := province, pool := 3)
UNION ALL FROM league('review_correction_rate', year := year, grain := 'county', province := province, pool := 3)
