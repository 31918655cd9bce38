-- Share of requests for what the agency does not hold
-- caveat: Holds both what does not exist and what another agency has; neither good nor bad by itself.
FROM league('nonpossession_rate', year := year, province := province)
