-- Penalty and licensing decisions (activity, not transparency)
FROM league('penalties') UNION ALL BY NAME FROM league('licences');
