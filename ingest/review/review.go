// Package review is what people decided on doubtful cells, in a file of their own.
// A decision is about a cell of certain bytes: it holds in every later run, and
// expires once the document is another. It is said beside the printed value and
// never put in its place.
package review

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/shopspring/decimal"

	"gongkai/canon"
	"gongkai/load"
)

// ErrFile says that a file of decisions is not as it should be.
var ErrFile = errors.New("file of decisions")

// The verdicts.
const (
	Accept  = "accept"  // it is as printed, and right
	Correct = "correct" // the agency meant another number: Value, with the reason
	Ignore  = "ignore"  // not worth looking at again
)

// A Decision is one entry of the file.
type Decision struct {
	SHA256  string `yaml:"sha256"` // of the document
	Cell    string `yaml:"cell"`   // indicator@applicant; "" is the report as a whole
	Rule    string `yaml:"rule"`   // only what this rule says; "" is all that is said of the cell
	Verdict string `yaml:"verdict"`
	Value   string `yaml:"value"` // of Correct
	Reason  string `yaml:"reason"`
	Who     string `yaml:"who"`
	On      string `yaml:"on"` // ISO date
}

// Read reads a file of decisions; none where it does not exist. Every error wraps
// [ErrFile] and says which entry is wrong and how.
func Read(path string) ([]Decision, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	var file struct {
		Decisions []Decision `yaml:"decisions"`
	}
	if len(bytes.TrimSpace(b)) > 0 {
		if err := yaml.NewDecoder(bytes.NewReader(b), yaml.DisallowUnknownField()).Decode(&file); err != nil {
			return nil, fmt.Errorf("%w %s: %s", ErrFile, path, strings.TrimSpace(yaml.FormatError(err, false, true)))
		}
	}
	seen := map[[3]string]int{}
	for i, d := range file.Decisions {
		if err := d.check(); err != nil {
			return nil, fmt.Errorf("%w %s: decision %d: %w", ErrFile, path, i+1, err)
		}
		key := [3]string{d.SHA256, d.Cell, d.Rule}
		if first := seen[key]; first > 0 {
			return nil, fmt.Errorf("%w %s: decision %d is about the same as decision %d; keep one", ErrFile, path, i+1, first)
		}
		seen[key] = i + 1
	}
	return file.Decisions, nil
}

var digest = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (d *Decision) check() error {
	indicator, applicant, named := strings.Cut(d.Cell, "@")
	switch {
	case !digest.MatchString(d.SHA256):
		return fmt.Errorf("sha256 %q: want the document's 64 hex digits, as in review_queue", d.SHA256)
	case d.Cell != "" && canon.Get().Indicator(indicator) == nil && !strings.HasPrefix(indicator, "s14.local."):
		return fmt.Errorf("cell %q: no indicator %s (dim_indicator)", d.Cell, indicator)
	case named && !slices.ContainsFunc(canon.Get().Applicants.List, func(a canon.Label) bool { return a.ID == applicant }):
		return fmt.Errorf("cell %q: no applicant %s (dim_applicant)", d.Cell, applicant)
	case d.Rule != "" && canon.Get().Rule(d.Rule) == nil:
		return fmt.Errorf("rule %q: none of that id (dim_rule)", d.Rule)
	case !slices.Contains([]string{Accept, Correct, Ignore}, d.Verdict):
		return fmt.Errorf("verdict %q: one of accept, correct, ignore", d.Verdict)
	case d.Verdict == Correct && d.Cell == "":
		return errors.New("correct needs a cell")
	case (d.Verdict == Correct) != (d.Value != ""):
		return errors.New("a value belongs to correct, and only there")
	case strings.TrimSpace(d.Reason) == "" || strings.TrimSpace(d.Who) == "":
		return errors.New("say the reason, and who decided")
	}
	if d.Value != "" {
		if _, err := decimal.NewFromString(d.Value); err != nil {
			return fmt.Errorf("value %q: a plain number", d.Value)
		}
	}
	if _, err := time.Parse(time.DateOnly, d.On); err != nil {
		return fmt.Errorf("on %q: a date such as 2026-01-31", d.On)
	}
	return nil
}

// Covers reports whether the decision is about a cell of a document and what a
// reason ("rule A-01", "status unparsed") says of it.
func (d *Decision) Covers(sha, cell, reason string) bool {
	return d.SHA256 == sha && d.Cell == cell && (d.Rule == "" || reason == "rule "+d.Rule)
}

// Columns of [Queue].
var Columns = []string{"effect", "blocking", "agency", "year", "cell", "reason", "raw", "message", "report_id", "document_sha256"}

// Queue returns at most limit rows of review_queue (0 is all) that no standing
// decision covers, the greatest effect first, with [Columns].
func Queue(ctx context.Context, db *sql.DB, decided []Decision, limit int) ([][]any, error) {
	states, err := States(ctx, db, decided)
	if err != nil {
		return nil, err
	}
	about := map[[2]string][]*Decision{}
	for i := range states {
		if d := &states[i].Decision; states[i].State == "stands" {
			about[[2]string{d.SHA256, d.Cell}] = append(about[[2]string{d.SHA256, d.Cell}], d)
		}
	}
	_, rows, err := load.Query(ctx, db, `SELECT round(effect, 3), blocking, agency, year, cell, reason, raw, message, report_id, document_sha256
		FROM review_queue ORDER BY blocking DESC, effect DESC, year DESC, report_id, cell, reason`)
	if err != nil {
		return nil, err
	}
	var out [][]any
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		cell, sha, reason := load.Text(row[4], ""), load.Text(row[9], ""), load.Text(row[5], "")
		if slices.ContainsFunc(about[[2]string{sha, cell}], func(d *Decision) bool { return d.Covers(sha, cell, reason) }) {
			continue
		}
		if out = append(out, row); limit > 0 && len(out) == limit {
			break
		}
	}
	return out, nil
}

// A State says what has become of a decision.
type State struct {
	Decision
	State string // stands, expired, or unknown: no such document was ever loaded
	Why   string // in a sentence, where it does not stand
}

// States says of each decision whether the document that it is about still stands.
func States(ctx context.Context, db *sql.DB, decided []Decision) ([]State, error) {
	var out []State
	for _, d := range decided {
		var carried, stands, cell bool
		indicator, applicant, _ := strings.Cut(d.Cell, "@")
		err := db.QueryRowContext(ctx, `SELECT
			EXISTS (FROM report_document WHERE document_sha256 = $1) OR EXISTS (FROM report_history WHERE document_sha256 = $1),
			EXISTS (FROM report_document l JOIN report r ON r.report_id = l.report_id AND r.version = l.version WHERE l.document_sha256 = $1 AND NOT l.superseded),
			$2 = '' OR EXISTS (FROM report r JOIN (
				SELECT report_id, indicator, applicant FROM fact_request UNION ALL SELECT report_id, indicator, '' FROM fact_proactive
				UNION ALL SELECT report_id, indicator, '' FROM fact_challenge UNION ALL SELECT report_id, indicator, '' FROM fact_statistic
			) f USING (report_id) WHERE r.document_sha256 = $1 AND f.indicator = $2 AND ($3 = '' OR f.applicant = $3))`, d.SHA256, indicator, applicant).Scan(&carried, &stands, &cell)
		if err != nil {
			return nil, err
		}
		s := State{d, "stands", ""}
		switch {
		case !carried:
			s.State, s.Why = "unknown", "no report was ever read from a document with this SHA-256"
		case !stands:
			s.State, s.Why = "expired", "another document now stands for the report: look at its cell, and decide again or take the entry out"
		case !cell:
			s.State, s.Why = "expired", "the report now has no such cell"
		}
		out = append(out, s)
	}
	return out, nil
}
