-- warning: the warehouse was fed in the last 8 days
SELECT run_id, started_at FROM run
WHERE run_id = (SELECT max(run_id) FROM run) AND started_at < now()::TIMESTAMP - INTERVAL 8 DAY;
