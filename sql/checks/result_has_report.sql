-- error: every result of a rule belongs to a current report, and its rule is known
SELECT report_id, rule FROM rule_result
WHERE report_id NOT IN (SELECT report_id FROM report) OR rule NOT IN (SELECT rule FROM dim_rule);
