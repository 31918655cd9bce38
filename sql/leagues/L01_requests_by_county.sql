-- Requests received by county, from the reports of governments with their departments
-- caveat: Demand, not performance. A county whose government did not report is not ranked; departments' own reports are not added, because the government's holds them.
FROM league_area('requests_received', year := year, province := province, scope := 'jurisdiction_aggregate')
