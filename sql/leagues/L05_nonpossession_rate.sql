-- Share of requests for what the agency does not hold
-- zh: 本机关不掌握信息的占比
-- caveat: Holds both what does not exist and what another agency has; neither good nor bad by itself.
-- caveat_zh: 既含信息不存在，也含由其他机关掌握；本身无所谓好坏。
-- people: rank name division_code value ci_low ci_high n unranked_reason
FROM league('nonpossession_rate', year := year, province := province)
