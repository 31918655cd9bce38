-- Penalty and licensing decisions by county
-- zh: 各县行政处罚与行政许可决定数
-- caveat: Activity, not transparency. Per 10,000 residents they could be compared; the warehouse has no population, so large counties stand first.
-- caveat_zh: 反映工作量，不反映透明度。按每万人计才可比较；本库没有人口数，故大县在前。
-- people: metric rank name value counted expected unranked_reason
FROM league_area('penalties', year := year, province := province)
UNION ALL FROM league_area('licences', year := year, province := province)
