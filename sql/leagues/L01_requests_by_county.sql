-- Requests received by county, from the reports of governments with their departments
-- zh: 各县收到的申请（政府含下属部门的报告）
-- caveat: Demand, not performance. A county whose government did not report is not ranked; departments' own reports are not added, because the government's holds them.
-- caveat_zh: 反映需求，不反映工作好坏。县政府没有报告的不排名；部门自己的报告不相加，因为政府的报告已包含。
-- people: rank name division_code value counted expected unranked_reason
FROM league_area('requests_received', year := year, province := province, scope := 'jurisdiction_aggregate')
