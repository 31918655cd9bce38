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
type Decision = load.Decision

// A State says what has become of a decision.
type State = load.DecisionState

// Read reads a file of decisions: nil where it does not exist, an empty list where
// it has none. Every error wraps [ErrFile] and says which entry is wrong and how.
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
		if err := check(d); err != nil {
			return nil, fmt.Errorf("%w %s: decision %d: %w", ErrFile, path, i+1, err)
		}
		key := [3]string{d.SHA256, d.Cell, d.Rule}
		if first := seen[key]; first > 0 {
			return nil, fmt.Errorf("%w %s: decision %d is about the same as decision %d; keep one", ErrFile, path, i+1, first)
		}
		seen[key] = i + 1
	}
	if file.Decisions == nil { // "decisions:" with nothing behind it
		file.Decisions = []Decision{}
	}
	return file.Decisions, nil
}

var digest = regexp.MustCompile(`^[0-9a-f]{64}$`)

func check(d Decision) error {
	indicator, applicant, named := strings.Cut(d.Cell, "@")
	switch {
	case !digest.MatchString(d.SHA256):
		return fmt.Errorf("sha256 %q: want the document's 64 hex digits, as in review_queue", d.SHA256)
	case d.Cell != "" && canon.Get().Indicator(indicator) == nil && !strings.HasPrefix(indicator, "s14.local."):
		return fmt.Errorf("cell %q: no indicator %s (dim_indicator)", d.Cell, indicator)
	case named && !slices.ContainsFunc(canon.Get().Applicants.List, func(a canon.Label) bool { return a.ID == applicant }):
		return fmt.Errorf("cell %q: no applicant %s (dim_applicant)", d.Cell, applicant)
	case named && canon.Get().Indicator(indicator) != nil && !canon.Get().Indicator(indicator).ByApplicant:
		return fmt.Errorf("cell %q: %s has no applicants; write %s", d.Cell, indicator, indicator)
	case d.Verdict == Correct && !named && d.Cell != "" && canon.Get().Indicator(indicator) != nil && canon.Get().Indicator(indicator).ByApplicant:
		return fmt.Errorf("cell %q: %s has a number for each applicant; write %s@total, or %s@ and the one that is meant (dim_applicant)", d.Cell, indicator, indicator, indicator)
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
		if v, err := decimal.NewFromString(d.Value); err != nil || v.Abs().GreaterThan(largest) || !v.Equal(v.Round(4)) {
			return fmt.Errorf("value %q: a plain number, with four decimals at most", d.Value)
		}
	}
	if _, err := time.Parse(time.DateOnly, d.On); err != nil {
		return fmt.Errorf("on %q: a date such as 2026-01-31", d.On)
	}
	return nil
}

// largest is beyond what the warehouse can hold.
var largest = decimal.New(1, 18)

// covers reports whether a decision is about a cell of a document and what a
// reason ("rule A-01", "status unparsed") says of it.
func covers(d *Decision, sha, cell, reason string) bool {
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
		if slices.ContainsFunc(about[[2]string{sha, cell}], func(d *Decision) bool { return covers(d, sha, cell, reason) }) {
			continue
		}
		if out = append(out, row); limit > 0 && len(out) == limit {
			break
		}
	}
	return out, nil
}

// States says of each decision whether the document that it is about still stands.
func States(ctx context.Context, db *sql.DB, decided []Decision) ([]State, error) {
	return load.DecisionStates(ctx, db, decided)
}
