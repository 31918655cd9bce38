-- Normative documents made or issued
FROM league('normative_docs_made_or_issued');
