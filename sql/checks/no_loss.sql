-- error: a run does not withdraw more than one report in twenty
SELECT run_id, withdrawn, (SELECT count(*) FROM report) AS left_over FROM run
WHERE run_id = (SELECT max(run_id) FROM run) AND withdrawn * 20 > (SELECT count(*) FROM report) + withdrawn AND withdrawn >= 5;
