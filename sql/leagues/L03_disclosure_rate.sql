-- Gross disclosure rate of agencies, ranked by the rate shrunk to that of their peers
-- caveat: The denominator holds petitions, duplicates and requests for what the agency does not have. Ranked by the empirical-Bayes rate (shrunk); value is as reported. From 20 requests on.
FROM league('disclosure_rate_gross', year := year, province := province, rank_by := 'shrunk')
