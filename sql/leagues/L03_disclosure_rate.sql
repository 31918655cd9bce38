-- Gross disclosure rate of agencies
FROM league('disclosure_rate_gross');
