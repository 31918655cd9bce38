package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/shopspring/decimal"

	schema "gongkai/sql"
)

// A Decision is what a person decided on a cell of certain bytes: an entry of the
// file of decisions. It stands beside the fact and never in its place.
type Decision struct {
	SHA256  string `yaml:"sha256" json:"sha256"` // of the document
	Cell    string `yaml:"cell" json:"cell"`     // indicator@applicant; "" is the report as a whole
	Rule    string `yaml:"rule" json:"rule"`     // only what this rule says; "" is all that is said of the cell
	Verdict string `yaml:"verdict" json:"verdict"`
	Value   string `yaml:"value" json:"value"` // of the verdict correct: a plain number
	Reason  string `yaml:"reason" json:"reason"`
	Who     string `yaml:"who" json:"who"`
	On      string `yaml:"on" json:"on"` // ISO date
}

// A DecisionState says what has become of a decision.
type DecisionState struct {
	Decision
	State string // stands, expired, or unknown: no such document was ever loaded
	Why   string // in a sentence, where it does not stand
}

// decisionStates says of each row of a relation of document_sha256, indicator and
// applicant whether it stands. A document stands where it carries the version
// that does, be it as the page, an attachment or a mirror.
const decisionStates = `
WITH asked AS (%s), standing AS (
	SELECT DISTINCT l.document_sha256, l.report_id FROM report_document l
	JOIN report r ON r.report_id = l.report_id AND r.version = l.version
	WHERE NOT l.superseded AND l.document_sha256 IN (SELECT document_sha256 FROM asked)
), cell AS (
	SELECT s.document_sha256, f.indicator, f.applicant FROM standing s JOIN (
		SELECT report_id, indicator, applicant FROM fact_request UNION ALL SELECT report_id, indicator, NULL FROM fact_proactive
		UNION ALL SELECT report_id, indicator, NULL FROM fact_challenge UNION ALL SELECT report_id, indicator, NULL FROM fact_statistic
	) f ON f.report_id = s.report_id
	WHERE f.indicator IN (SELECT indicator FROM asked)
), judged AS (
	SELECT a.*, CASE
		WHEN a.document_sha256 NOT IN (SELECT document_sha256 FROM report_document) AND a.document_sha256 NOT IN (SELECT document_sha256 FROM report_history) THEN 'no report was ever read from a document with this SHA-256'
		WHEN a.document_sha256 NOT IN (SELECT document_sha256 FROM standing) THEN 'another document now stands for the report: look at its cell, and decide again or take the entry out'
		WHEN a.indicator IS NOT NULL AND NOT EXISTS (FROM cell c WHERE c.document_sha256 = a.document_sha256 AND c.indicator = a.indicator
			AND (a.applicant IS NULL OR c.applicant = a.applicant)) THEN 'the report now has no such cell'
	END AS why FROM asked a
)
SELECT *, CASE WHEN why IS NULL THEN 'stands' WHEN starts_with(why, 'no report') THEN 'unknown' ELSE 'expired' END AS state FROM judged`

// DecisionStates says of each decision whether the document that it is about
// still stands, in the order of the list.
func DecisionStates(ctx context.Context, c schema.Conn, list []Decision) ([]DecisionState, error) {
	if len(list) == 0 {
		return nil, nil
	}
	cells, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	rows, err := c.QueryContext(ctx, `SELECT n, state, coalesce(why, '') FROM (`+fmt.Sprintf(decisionStates, `
		SELECT n, d.sha256 AS document_sha256, nullif(split_part(d.cell, '@', 1), '') AS indicator, nullif(split_part(d.cell, '@', 2), '') AS applicant
		FROM (SELECT unnest(l) AS d, unnest(range(len(l))) AS n FROM (SELECT from_json(?, '[{"sha256": "VARCHAR", "cell": "VARCHAR"}]') AS l))`)+`)`, string(cells))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make([]DecisionState, len(list))
	for rows.Next() {
		var n int
		var s DecisionState
		if err := rows.Scan(&n, &s.State, &s.Why); err != nil {
			return nil, err
		}
		s.Decision = list[n]
		out[n] = s
	}
	return out, rows.Err()
}

// Decisions returns those that the warehouse has, as the last run that read a
// file of them found it.
func Decisions(ctx context.Context, c schema.Conn) ([]Decision, error) {
	rows, err := c.QueryContext(ctx, `SELECT document_sha256, coalesce(indicator, '') || coalesce('@' || applicant, ''), coalesce(rule, ''), verdict,
			coalesce(regexp_replace(corrected::VARCHAR, '\.?0+$', ''), ''), reason, decided_by, decided_on::VARCHAR
		FROM review_decision ORDER BY ALL`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Decision
	for rows.Next() {
		var d Decision
		if err := rows.Scan(&d.SHA256, &d.Cell, &d.Rule, &d.Verdict, &d.Value, &d.Reason, &d.Who, &d.On); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, rows.Err()
}

// writeDecisions replaces table review_decision by a list, where there is one, and
// says of what it then holds whether it stands.
func writeDecisions(ctx context.Context, conn *sql.Conn, list []Decision) error {
	if list != nil {
		if _, err := conn.ExecContext(ctx, "DELETE FROM review_decision"); err != nil {
			return err
		}
		var rows [][]driver.Value
		for _, d := range list {
			indicator, applicant, _ := strings.Cut(d.Cell, "@")
			on, err := time.Parse(time.DateOnly, d.On)
			if err != nil {
				return fmt.Errorf("decision on %s: %w", d.Cell, err)
			}
			var corrected driver.Value
			if d.Value != "" {
				v, err := decimal.NewFromString(d.Value)
				if err != nil {
					return fmt.Errorf("decision on %s: value %q: %w", d.Cell, d.Value, err)
				}
				corrected = duckdb.Decimal{Width: 24, Scale: 4, Value: v.Shift(4).BigInt()}
			}
			rows = append(rows, []driver.Value{d.SHA256, null(indicator), null(applicant), null(d.Rule), d.Verdict, corrected, d.Reason, d.Who, on, "unknown", nil})
		}
		if err := appendRows(conn, "review_decision", rows); err != nil {
			return err
		}
	}
	_, err := conn.ExecContext(ctx, `CREATE OR REPLACE TEMP TABLE judged AS `+
		fmt.Sprintf(decisionStates, `SELECT DISTINCT document_sha256, indicator, applicant FROM review_decision`)+`;
		UPDATE review_decision SET state = j.state, why = j.why FROM judged j
		WHERE j.document_sha256 = review_decision.document_sha256 AND j.indicator IS NOT DISTINCT FROM review_decision.indicator
			AND j.applicant IS NOT DISTINCT FROM review_decision.applicant AND (j.state, coalesce(j.why, '')) <> (review_decision.state, coalesce(review_decision.why, ''));
		DROP TABLE judged`)
	return err
}
