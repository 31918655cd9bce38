-- Share of requests pending at the end of the year
-- zh: 年末结转申请的占比
-- caveat: Not a backlog: the time limit of most of them still runs.
-- caveat_zh: 不是积压：其中大多尚在法定期限内。
-- people: rank name division_code value ci_low ci_high n unranked_reason
FROM league('pending_rate', year := year, province := province)
