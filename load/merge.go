package load

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// merge takes the stage into the tables. The order of the steps matters; that of
// the staged rows does not.
func (r *Run) merge(ctx context.Context, tx *sql.Tx) error {
	steps := []string{mergeReading, mergeHistory}
	for _, p := range parts {
		steps = append(steps, fmt.Sprintf(mergePartHistory, p))
	}
	steps = append(steps, mergeLinks, mergeStanding)
	for _, p := range parts {
		steps = append(steps, fmt.Sprintf(mergePart, p))
	}
	steps = append(steps, mergeDocuments)
	run := strings.NewReplacer("$run", fmt.Sprint(r.counts.RunID), "$now", "TIMESTAMP '"+r.started.Format("2006-01-02 15:04:05.000000")+"'")
	for i, step := range steps {
		if _, err := tx.ExecContext(ctx, run.Replace(step)); err != nil {
			return fmt.Errorf("merge, step %d: %w", i+1, err)
		}
		crash("merge")
	}
	s := &r.counts
	return tx.QueryRowContext(ctx, mergeCounts).Scan(&s.ReportsNew, &s.Restated, &s.Unchanged, &s.Withdrawn, &s.Again)
}

// mergeReading gives every staged report a version: the one in the history that
// has its content, or the next free number.
const mergeReading = `
CREATE OR REPLACE TEMP TABLE reading AS
WITH numbered AS (
	SELECT s.report_id, s.content_sha256,
		(SELECT coalesce(max(h.version), 0) FROM report_history h WHERE h.report_id = s.report_id)
			+ row_number() OVER (PARTITION BY s.report_id ORDER BY any_value(s.published_on) NULLS FIRST, s.content_sha256) AS version
	FROM stage_report s
	WHERE NOT EXISTS (FROM report_history h WHERE h.report_id = s.report_id AND h.content_sha256 = s.content_sha256)
	GROUP BY s.report_id, s.content_sha256
), placed AS (
	SELECT s.*, coalesce(h.version, n.version)::INTEGER AS version, h.version IS NULL AS is_new,
		h.document_sha256 <> s.document_sha256 OR h.detail_sha256 <> s.detail_sha256 AS differs,
		-- A version is written from the first document that has it, by digest,
		-- whichever night that came.
		row_number() OVER (PARTITION BY s.report_id, s.content_sha256 ORDER BY s.document_sha256, s.path, s.ordinal) = 1
			AND (h.version IS NULL OR s.document_sha256 <= h.document_sha256) AS is_source
	FROM stage_report s
	LEFT JOIN report_history h ON h.report_id = s.report_id AND h.content_sha256 = s.content_sha256
	LEFT JOIN numbered n ON n.report_id = s.report_id AND n.content_sha256 = s.content_sha256
)
SELECT p.* EXCLUDE (differs, is_source),
	p.is_source AND NOT p.is_new AND p.differs AS renews,
	p.is_source AND (p.is_new OR p.differs) AS is_written
FROM placed p;

CREATE OR REPLACE TEMP TABLE writing AS SELECT r.*,
	coalesce(h.run_id, $run) AS run_id, coalesce(h.loaded_at, $now) AS loaded_at,
	CASE WHEN i.blocking THEN 'D' WHEN i.error THEN 'C' WHEN i.warning THEN 'B' ELSE 'A' END AS grade
FROM reading r
LEFT JOIN report_history h ON h.report_id = r.report_id AND h.version = r.version
LEFT JOIN (
	SELECT seq, bool_or(is_blocking(rule, severity, indicator, applicant)) AS blocking,
		bool_or(severity = 'error') AS error, bool_or(severity = 'warning') AS warning
	FROM stage_issue GROUP BY seq
) i ON i.seq = r.seq
WHERE r.is_written;
`

const mergeHistory = `
DELETE FROM report_history WHERE (report_id, version) IN (SELECT (report_id, version) FROM writing WHERE renews);
INSERT INTO report_history BY NAME
SELECT report_id, version, agency_id, agency, division_code, function, scope, year, template, title, published_on, signed_on, url,
	document_sha256, grade, run_id, loaded_at, reported, content_sha256, detail_sha256
FROM writing ORDER BY report_id, version;
`

// mergePartHistory is for one of the parts.
const mergePartHistory = `
DELETE FROM %[1]s_history WHERE (report_id, version) IN (SELECT (report_id, version) FROM writing WHERE renews);
INSERT INTO %[1]s_history BY NAME
SELECT w.report_id, w.version, p.* EXCLUDE (seq) FROM stage_%[1]s p JOIN writing w ON w.seq = p.seq
ORDER BY ALL;
`

// mergeLinks rewrites which document carries what, for every report that this run
// touches: one that was read, or whose document was read again or replaced.
const mergeLinks = `
CREATE OR REPLACE TEMP TABLE reread AS -- bytes that this run could read
SELECT DISTINCT sha256 FROM stage_document WHERE outcome <> 'unreadable' AND sha256 <> '';

CREATE OR REPLACE TEMP TABLE replaced AS -- places where this run found something readable, and what
SELECT DISTINCT path AS place, sha256 FROM stage_document WHERE outcome <> 'unreadable'
UNION SELECT DISTINCT url, sha256 FROM stage_document WHERE outcome <> 'unreadable' AND url IS NOT NULL;

CREATE OR REPLACE TEMP TABLE touched AS
SELECT report_id FROM reading
UNION SELECT report_id FROM report_document WHERE document_sha256 IN (FROM reread)
UNION SELECT report_id FROM report_document WHERE path IN (SELECT place FROM replaced) OR url IN (SELECT place FROM replaced);

CREATE OR REPLACE TEMP TABLE link AS
WITH carried AS (
	-- as read now
	SELECT report_id, version, document_sha256, path, url, false AS superseded FROM reading
	UNION
	-- the same bytes at a path that this run did not visit
	SELECT r.report_id, r.version, o.document_sha256, o.path, o.url, o.superseded
	FROM report_document o JOIN reading r ON r.document_sha256 = o.document_sha256
	WHERE NOT EXISTS (FROM stage_document d WHERE d.sha256 = o.document_sha256 AND d.path = o.path)
	UNION
	-- other documents of these reports
	SELECT o.report_id, o.version, o.document_sha256, o.path, o.url, o.superseded
	FROM report_document o
	WHERE o.report_id IN (FROM touched) AND o.document_sha256 NOT IN (FROM reread)
), judged AS (
	SELECT c.* EXCLUDE (superseded),
		NOT EXISTS (FROM stage_document d WHERE d.sha256 = c.document_sha256 AND d.path = c.path) AND (c.superseded
			OR (c.path IN (SELECT place FROM replaced) AND NOT EXISTS (FROM replaced p WHERE p.place = c.path AND p.sha256 = c.document_sha256))
			OR (c.url IN (SELECT place FROM replaced) AND NOT EXISTS (FROM replaced p WHERE p.place = c.url AND p.sha256 = c.document_sha256))
		) IS TRUE AS superseded
	FROM carried c
), kind AS (
	SELECT j.*, coalesce(d.media_type, o.media_type, '') SIMILAR TO '(text/|application/xhtml).*' AS is_page
	FROM judged j
	LEFT JOIN stage_document d ON d.sha256 = j.document_sha256 AND d.path = j.path
	LEFT JOIN document o ON o.sha256 = j.document_sha256 AND o.path = j.path
)
SELECT k.report_id, k.version, k.document_sha256,
	CASE WHEN row_number() OVER (PARTITION BY k.report_id, k.version, k.is_page ORDER BY k.document_sha256, k.path) > 1 THEN 'mirror'
		WHEN k.is_page THEN 'page' ELSE 'attachment' END AS role,
	k.path, k.url, k.superseded
FROM kind k;

DELETE FROM report_document WHERE report_id IN (FROM touched);
INSERT INTO report_document BY NAME FROM link ORDER BY ALL;
`

// mergeStanding finds the version that stands (see the package's comment) and
// rewrites the reports for which it is another one, or was renewed.
const mergeStanding = `
CREATE OR REPLACE TEMP TABLE standing AS
WITH carried AS (
	SELECT report_id, version, bool_or(NOT superseded) AS live, min(document_sha256) AS first_document FROM link GROUP BY ALL
)
SELECT h.report_id, h.version
FROM report_history h JOIN carried c ON c.report_id = h.report_id AND c.version = h.version
QUALIFY row_number() OVER (PARTITION BY h.report_id ORDER BY c.live DESC, h.published_on DESC NULLS LAST, h.reported DESC,
	h.signed_on DESC NULLS LAST, c.first_document, h.content_sha256) = 1;

CREATE OR REPLACE TEMP TABLE change AS
SELECT t.report_id, r.version AS before, s.version AS after,
	r.version IS DISTINCT FROM s.version OR (t.report_id, s.version) IN (SELECT (report_id, version) FROM writing) AS rewrite
FROM touched t
LEFT JOIN report r ON r.report_id = t.report_id
LEFT JOIN standing s ON s.report_id = t.report_id;

INSERT INTO report_change
SELECT $run, c.report_id, CASE WHEN c.before IS NULL THEN 'new' WHEN c.after IS NULL THEN 'withdrawn' WHEN c.before <> c.after THEN 'restated' ELSE 'renewed' END,
	c.before, c.after
FROM change c WHERE c.rewrite AND (c.before IS NOT NULL OR c.after IS NOT NULL) ORDER BY c.report_id;

DELETE FROM report WHERE report_id IN (SELECT report_id FROM change WHERE rewrite);
INSERT INTO report BY NAME
SELECT h.* EXCLUDE (reported, content_sha256, detail_sha256)
FROM report_history h JOIN change c ON c.report_id = h.report_id AND c.after = h.version
WHERE c.rewrite ORDER BY h.report_id;
`

// mergePart is for one of the parts.
const mergePart = `
DELETE FROM %[1]s WHERE report_id IN (SELECT report_id FROM change WHERE rewrite);
INSERT INTO %[1]s BY NAME
SELECT p.* EXCLUDE (version) FROM %[1]s_history p JOIN change c ON c.report_id = p.report_id AND c.after = p.version
WHERE c.rewrite ORDER BY ALL;
`

// mergeDocuments records the bytes seen, and rewrites the quarantine of every path
// that this run visited.
const mergeDocuments = `
CREATE OR REPLACE TEMP TABLE seen AS
SELECT s.*, coalesce(d.first_run_id, $run) AS first_run_id
FROM stage_document s LEFT JOIN document d ON d.sha256 = s.sha256 AND d.path = s.path;
DELETE FROM document WHERE (sha256, path) IN (SELECT (sha256, path) FROM seen);
INSERT INTO document BY NAME FROM seen ORDER BY sha256, path;

CREATE OR REPLACE TEMP TABLE refused AS
SELECT s.*, coalesce(q.run_id, $run) AS run_id
FROM stage_quarantine s LEFT JOIN quarantine q ON q.path = s.path AND q.sha256 = s.sha256 AND q.reason = s.reason;
DELETE FROM quarantine WHERE path IN (SELECT path FROM stage_document)
	OR path IN (SELECT path FROM stage_quarantine) OR path IN (SELECT path FROM stage_cleared);
INSERT INTO quarantine BY NAME FROM refused ORDER BY path, sha256, reason;
`

const mergeCounts = `
SELECT count(*) FILTER (before IS NULL AND after IS NOT NULL),
	count(*) FILTER (before <> after),
	count(*) FILTER (before = after AND report_id IN (SELECT report_id FROM reading)),
	count(*) FILTER (before IS NOT NULL AND after IS NULL),
	(SELECT count(*) - count(DISTINCT report_id) FROM reading)
FROM change`
