package load

import (
	"context"
	"database/sql"
	"time"
)

// State is what a warehouse holds and how it came to.
type State struct {
	SchemaVersion int
	Runs          []RunInfo // the last ten, latest first
	LatestPublish string    // ISO date of the latest report; "" where none is known
	LatestLoad    time.Time // when the latest version was loaded; zero where there is none
	Reports       int64
	Agencies      int64
	Divisions     int64
	FirstYear     int // 0 where there is no report
	LastYear      int
	ByYear        []Count // reports by year
	ByGrade       []Count // reports by grade
	Quarantine    []Count // inputs by reason, most first
}

// RunInfo is a recorded run.
type RunInfo struct {
	Summary
	Version string // of the program
}

// Count is a number of things under a name.
type Count struct {
	Name string
	N    int64
}

// Status reads a warehouse's state.
func Status(ctx context.Context, db *sql.DB) (State, error) {
	var s State
	var published, loaded sql.NullTime
	var first, last sql.NullInt64
	err := db.QueryRowContext(ctx, `SELECT (SELECT max(version) FROM schema_version), max(published_on), max(loaded_at), count(*),
		count(DISTINCT agency_id), count(DISTINCT division_code), min(year), max(year) FROM report`).
		Scan(&s.SchemaVersion, &published, &loaded, &s.Reports, &s.Agencies, &s.Divisions, &first, &last)
	if err != nil {
		return s, err
	}
	if published.Valid {
		s.LatestPublish = published.Time.Format(time.DateOnly)
	}
	s.LatestLoad, s.FirstYear, s.LastYear = loaded.Time, int(first.Int64), int(last.Int64)
	for _, c := range []struct {
		into  *[]Count
		query string
	}{
		{&s.ByYear, `SELECT year::VARCHAR, count(*) FROM report GROUP BY ALL ORDER BY 1`},
		{&s.ByGrade, `SELECT grade, count(*) FROM report GROUP BY ALL ORDER BY 1`},
		{&s.Quarantine, `SELECT reason, count(*) FROM quarantine GROUP BY ALL ORDER BY 2 DESC, 1`},
	} {
		if *c.into, err = counts(ctx, db, c.query); err != nil {
			return s, err
		}
	}
	s.Runs, err = lastRuns(ctx, db)
	return s, err
}

func counts(ctx context.Context, db *sql.DB, query string) ([]Count, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Count
	for rows.Next() {
		var c Count
		if err := rows.Scan(&c.Name, &c.N); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

func lastRuns(ctx context.Context, db *sql.DB) ([]RunInfo, error) {
	rows, err := db.QueryContext(ctx, `SELECT run_id, started_at, finished_at, inputs, reports_new, restated, unchanged, withdrawn,
		no_report, unreadable, image_only, quarantined, version FROM run ORDER BY run_id DESC LIMIT 10`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []RunInfo
	for rows.Next() {
		var r RunInfo
		if err := rows.Scan(&r.RunID, &r.StartedAt, &r.FinishedAt, &r.Inputs, &r.ReportsNew, &r.Restated, &r.Unchanged, &r.Withdrawn,
			&r.NoReport, &r.Unreadable, &r.ImageOnly, &r.Quarantined, &r.Version); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
