-- Penalty and licensing decisions by county
-- caveat: Activity, not transparency. Per 10,000 residents they could be compared; the warehouse has no population, so large counties stand first.
FROM league_area('penalties', year := year, province := province)
UNION ALL FROM league_area('licences', year := year, province := province)
