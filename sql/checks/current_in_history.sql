-- error: every current report stands in the history with the same version
SELECT report_id, version FROM report ANTI JOIN report_history USING (report_id, version);
