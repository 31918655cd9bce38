-- Where reports came from, what was refused, and the runs that did it.

CREATE TABLE document ( -- One row for bytes seen at a path. The same bytes at two paths are two rows.
  sha256 VARCHAR NOT NULL, -- SHA-256 of the bytes as received; empty where they could not be read.
  path VARCHAR NOT NULL, -- File path; inside an archive "a.zip!dir/b.html".
  url VARCHAR, -- Where the bytes were fetched from; NULL for files.
  media_type VARCHAR, -- What the content proved to be.
  encoding VARCHAR, -- Encoding of the text; NULL for binary formats.
  bytes BIGINT, -- Size in bytes.
  title VARCHAR, -- What the page calls itself.
  published_on DATE, -- Date of publication by the page's own word.
  site_code VARCHAR, -- Identification code of the portal.
  outcome VARCHAR NOT NULL, -- How its last reading ended: report, no_report, unreadable or image_only.
  reason VARCHAR, -- Code that says why it gave no report.
  detail VARCHAR, -- The same in a sentence.
  first_run_id BIGINT NOT NULL, -- Run that saw it first.
  PRIMARY KEY (sha256, path)
);

CREATE TABLE report_document ( -- One row for a document that carries a version of a report. Reading a document again replaces its rows.
  report_id BIGINT NOT NULL, -- The report.
  version INTEGER NOT NULL, -- The version that the document carries.
  document_sha256 VARCHAR NOT NULL, -- The document (document.sha256).
  role VARCHAR NOT NULL, -- page (HTML or text), attachment (another format), or mirror (a further one of the same kind).
  path VARCHAR NOT NULL, -- Path of the document.
  url VARCHAR, -- Where it was fetched from; NULL for files.
  superseded BOOLEAN NOT NULL, -- Whether other bytes have since been found at the same path or URL.
  PRIMARY KEY (report_id, version, document_sha256, path)
);

CREATE TABLE run ( -- One row for a run of ingest that was committed.
  run_id BIGINT PRIMARY KEY, -- Number of the run, from 1.
  started_at TIMESTAMP NOT NULL, -- Start, UTC.
  finished_at TIMESTAMP NOT NULL, -- End of loading, UTC.
  inputs BIGINT NOT NULL, -- Documents read.
  reports_new BIGINT NOT NULL, -- Reports that were not in the warehouse before.
  restated BIGINT NOT NULL, -- Reports that another version now stands for.
  unchanged BIGINT NOT NULL, -- Reports read that stand as before.
  withdrawn BIGINT NOT NULL, -- Reports that no document carries any more, because theirs is now read otherwise.
  no_report BIGINT NOT NULL, -- Documents that are no report.
  unreadable BIGINT NOT NULL, -- Documents that could not be read.
  image_only BIGINT NOT NULL, -- Documents that are pictures of text.
  quarantined BIGINT NOT NULL, -- Inputs of this run that stand in quarantine.
  version VARCHAR NOT NULL, -- Version of the program.
  config_digest VARCHAR -- SHA-256 of the configuration; NULL where there was none.
);

CREATE TABLE quarantine ( -- One row for an input that was refused when last read: unreadable, a picture, or a report whose issuer or year is unresolved. A good reading of the same path removes it.
  run_id BIGINT NOT NULL, -- First run that refused these bytes at this path for this reason.
  path VARCHAR NOT NULL, -- Path of the input.
  url VARCHAR, -- Where it was fetched from; NULL for files.
  sha256 VARCHAR NOT NULL, -- SHA-256 of the bytes; empty where they could not be read.
  outcome VARCHAR NOT NULL, -- unreadable, image_only or report.
  reason VARCHAR NOT NULL, -- Reason code: corrupt, limit, image_only, issuer_unresolved, year_unresolved, …
  detail VARCHAR -- The same in a sentence.
);
