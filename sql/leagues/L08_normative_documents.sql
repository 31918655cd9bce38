-- Normative documents made or issued, and in force
-- caveat: Activity, not transparency. Made (form of 2019) and issued (form of 2021) are near but not the same; in force is counted since the form of 2021.
FROM league('normative_docs_made_or_issued', year := year, province := province)
UNION ALL FROM league('normative_docs_in_force', year := year, province := province)
