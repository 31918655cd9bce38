-- How alike narratives are, below what counts as a copy too; and what people decided.

CREATE TABLE text_likeness ( -- One row for a current report in text_sketch: how much of its narrative stands in others. Rewritten by every run.
  report_id BIGINT NOT NULL, -- The report.
  peers BIGINT NOT NULL, -- Other narratives of its year and scope that are long enough to be compared.
  peer_report_id BIGINT, -- The most alike of those that were found; NULL where none was.
  peer_similarity DOUBLE, -- What they have in common, 0 to 1, estimated as in copy. One with 0.8 in common is found 998 times of 1,000, one with 0.6 three times of five.
  previous_report_id BIGINT, -- The agency's own of the year before; NULL where there is none to compare.
  previous_similarity DOUBLE -- What they have in common.
);

CREATE TABLE review_decision ( -- One row for an entry of the file of decisions (docs/review.md), as of the last run that read one. It is about a cell of certain bytes and changes no fact.
  document_sha256 VARCHAR NOT NULL, -- The document that it is about.
  indicator VARCHAR, -- The cell; NULL where it is about the report as a whole.
  applicant VARCHAR, -- The cell's applicant; NULL where it has none.
  rule VARCHAR, -- Only what this rule says; NULL for all that is said of the cell.
  verdict VARCHAR NOT NULL, -- accept: right as printed. correct: another number was meant. ignore: not worth another look.
  corrected DECIMAL(24,4), -- Of correct: the number that was meant, in the unit of the fact.
  reason VARCHAR NOT NULL, -- Why.
  decided_by VARCHAR NOT NULL, -- Who decided.
  decided_on DATE NOT NULL, -- When.
  state VARCHAR NOT NULL, -- stands; expired: other bytes now stand for the report, or it has no such cell; unknown: no report was ever read from the document.
  why VARCHAR -- In a sentence, where it does not stand.
);
