package load

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	schema "gongkai/sql"
)

// TestResult is how a data test ended.
type TestResult struct {
	Name     string
	Severity string // error or warning
	Reason   string // what holds
	Failing  int64  // rows that say otherwise
}

// keptRows is how many failing rows of a test are kept: enough to see what is
// wrong, and few enough when everything is.
const keptRows = 1000

// CheckData runs the warehouse's data tests and keeps their results, and the rows
// that fail, in tables data_test and data_test_row under the last run of ingest.
// A further check after the same run replaces them.
func CheckData(ctx context.Context, path string, now time.Time) ([]TestResult, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("warehouse %s does not exist; run gongkai ingest to make it, or name another with --db", path)
	}
	r, err := Begin(ctx, path, now)
	if err != nil {
		return nil, err
	}
	defer r.Abort()
	results, err := r.check(ctx)
	if err != nil {
		return nil, fmt.Errorf("warehouse %s was left as it was: %w", path, err)
	}
	return results, nil
}

func (r *Run) check(ctx context.Context) ([]TestResult, error) {
	var run int64
	if err := r.conn.QueryRowContext(ctx, `SELECT coalesce(max(run_id), 0) FROM run`).Scan(&run); err != nil {
		return nil, err
	}
	if _, err := r.conn.ExecContext(ctx, fmt.Sprintf(`DELETE FROM data_test WHERE run_id = %[1]d; DELETE FROM data_test_row WHERE run_id = %[1]d`, run)); err != nil {
		return nil, err
	}
	var out []TestResult
	for _, q := range schema.Checks() {
		t := TestResult{Name: q.ID, Severity: q.Level, Reason: q.Title}
		if _, err := r.conn.ExecContext(ctx, `CREATE OR REPLACE TEMP TABLE failing AS `+q.SQL); err != nil {
			return nil, fmt.Errorf("data test %s: %w", q.ID, err)
		}
		if err := r.conn.QueryRowContext(ctx, `SELECT count(*) FROM failing`).Scan(&t.Failing); err != nil {
			return nil, err
		}
		if _, err := r.conn.ExecContext(ctx, fmt.Sprintf(`INSERT INTO data_test_row
			SELECT %d, %s, to_json(f)::VARCHAR FROM failing f ORDER BY ALL LIMIT %d`, run, literal(q.ID), keptRows)); err != nil {
			return nil, fmt.Errorf("data test %s: %w", q.ID, err)
		}
		if _, err := r.conn.ExecContext(ctx, `INSERT INTO data_test VALUES (?, ?, ?, ?, ?, ?)`, run, t.Name, t.Severity, t.Reason, t.Failing, r.started); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return out, r.publish(ctx)
}
