-- Gross disclosure rate of agencies, ranked by the rate shrunk to that of their peers
-- zh: 各机关公开率（按向同类收缩的估计排名）
-- caveat: The denominator holds petitions, duplicates and requests for what the agency does not have. Ranked by the empirical-Bayes rate (shrunk); value is as reported. From 20 requests on.
-- caveat_zh: 分母含信访、重复申请和本机关不掌握的信息。按经验贝叶斯估计排名；数值为报告所载。n 不少于 20 才排名。
-- people: rank name division_code value shrunk n unranked_reason
FROM league('disclosure_rate_gross', year := year, province := province, rank_by := 'shrunk')
