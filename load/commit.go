package load

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gongkai"
	"gongkai/canon"
	schema "gongkai/sql"
)

// Summary is what a run did, as recorded in table run.
type Summary struct {
	RunID       int64
	StartedAt   time.Time
	FinishedAt  time.Time
	Inputs      int64 // documents read
	ReportsNew  int64
	Restated    int64 // another version now stands
	Unchanged   int64
	Withdrawn   int64 // no document carries them any more
	Again       int64 // reports met again in the same run: copies and other versions
	NoReport    int64
	Unreadable  int64
	ImageOnly   int64
	Quarantined int64 // entries of this run in quarantine
}

// Commit merges what was added, in one transaction, and puts the new warehouse in
// the old one's place. On an error the warehouse is as it was, and the run over.
func (r *Run) Commit(ctx context.Context) (Summary, error) {
	s, err := r.commit(ctx)
	if err != nil {
		r.Abort()
		return Summary{}, fmt.Errorf("warehouse %s was left as it was: %w", r.path, err)
	}
	return s, nil
}

func (r *Run) commit(ctx context.Context) (Summary, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return Summary{}, errors.New("the run is over")
	}
	if r.failed != nil {
		return Summary{}, r.failed
	}
	if err := r.stage.close(); err != nil {
		return Summary{}, err
	}
	if err := r.write(ctx); err != nil {
		return Summary{}, err
	}
	if err := r.publish(ctx); err != nil {
		return Summary{}, err
	}
	return r.counts, nil
}

// publish puts the new warehouse in the old one's place, and ends the run.
func (r *Run) publish(ctx context.Context) error {
	if _, err := r.conn.ExecContext(ctx, "CHECKPOINT"); err != nil {
		return err
	}
	if err := r.close(); err != nil {
		return err
	}
	crash("before rename")
	if err := publishAside(r.path); err != nil {
		return err
	}
	r.done = true
	r.lock.release()
	return nil
}

// write merges the stage into the tables in one transaction.
func (r *Run) write(ctx context.Context) error {
	tx, err := r.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	s := &r.counts
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(run_id), 0) + 1 FROM run`).Scan(&s.RunID); err != nil {
		return err
	}
	if err := r.merge(ctx, tx); err != nil {
		return err
	}
	if err := writeDimensions(ctx, r.conn); err != nil {
		return err
	}
	if r.Reporters != nil {
		if err := writeReporters(ctx, r.conn, r.Reporters); err != nil {
			return fmt.Errorf("reporter: %w", err)
		}
	}
	if err := writeDecisions(ctx, r.conn, r.Decisions); err != nil {
		return fmt.Errorf("review_decision: %w", err)
	}
	if err := writeCopies(ctx, r.conn); err != nil { // P-10 reads them
		return err
	}
	if err := crossCheck(ctx, tx, canon.Get().Rules, schema.Rules(), false); err != nil {
		return fmt.Errorf("rules over several reports: %w", err)
	}
	if err := materialise(ctx, tx); err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	s.StartedAt, s.FinishedAt = r.started, r.started.Add(time.Since(r.begun))
	if _, err := tx.ExecContext(ctx, `INSERT INTO run (run_id, started_at, finished_at, inputs, reports_new, restated, unchanged, withdrawn,
			no_report, unreadable, image_only, quarantined, version, config_digest)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.RunID, s.StartedAt, s.FinishedAt, s.Inputs, s.ReportsNew, s.Restated, s.Unchanged, s.Withdrawn,
		s.NoReport, s.Unreadable, s.ImageOnly, s.Quarantined, gongkai.Version, null(r.ConfigDigest)); err != nil {
		return err
	}
	crash("before commit")
	if err := tx.Commit(); err != nil {
		return err
	}
	crash("after commit")
	return nil
}

// crash is where a test kills the process.
var crash = func(at string) {}
