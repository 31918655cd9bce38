-- Requests received by county, from the reports of governments with their departments
FROM league('requests_received', grain := 'county', scope := 'jurisdiction_aggregate');
