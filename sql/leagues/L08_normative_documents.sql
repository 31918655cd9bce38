-- Normative documents made or issued, and in force
-- zh: 规范性文件制发与现行有效件数
-- caveat: Activity, not transparency. Made (form of 2019) and issued (form of 2021) are near but not the same; in force is counted since the form of 2021.
-- caveat_zh: 反映工作量，不反映透明度。“新制作”（2019 年版）与“制发”（2021 年版）相近而不同；现行有效件数自 2021 年版起统计。
-- people: metric rank name division_code value unranked_reason
FROM league('normative_docs_made_or_issued', year := year, province := province)
UNION ALL FROM league('normative_docs_in_force', year := year, province := province)
