-- Share of requests pending at the end of the year
-- caveat: Not a backlog: the time limit of most of them still runs.
FROM league('pending_rate', year := year, province := province)
