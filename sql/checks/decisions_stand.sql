-- warning: every decision of the review file is about a document that stands
SELECT document_sha256, indicator, applicant, state, why FROM review_decision WHERE state <> 'stands';
