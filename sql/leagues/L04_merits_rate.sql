-- Disclosure rate among requests decided on their merits
-- zh: 实体公开率（公开与不予公开中公开的占比）
-- caveat: Leaves out all refusals for form; an agency that refuses by form looks open here. Read it beside L03 and L05.
-- caveat_zh: 不计一切程序性不公开；惯于以程序理由拒绝的机关在此显得公开。请与 L03、L05 对照。
-- people: rank name division_code value ci_low ci_high n unranked_reason
FROM league('disclosure_rate_merits', year := year, province := province)
