-- error: every current report is carried by a document that was seen
SELECT r.report_id, r.version, r.document_sha256 FROM report r
WHERE NOT EXISTS (FROM report_document d JOIN document o ON o.sha256 = d.document_sha256 AND o.path = d.path
  WHERE d.report_id = r.report_id AND d.version = r.version);
