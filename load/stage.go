package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// parts are the tables that hang on a report, each with a _history.
var parts = []string{"fact_proactive", "fact_request", "fact_challenge", "fact_statistic", "fact_claim", "section", "issue", "rule_result", "report_issuer", "evidence", "text_sketch"}

// stage is where a run's documents and reports wait for Commit: temporary tables,
// filled by appenders. Rows of one report share a seq.
type stage struct {
	conn      *sql.Conn
	appenders map[string]*duckdb.Appender
	seq       int64
	unflushed int
}

// batch is the number of reports between flushes: from 100 on a flush costs
// nothing that can be measured, and a batch of 500 holds about 100,000 cells.
const batch = 500

const stageTables = `
CREATE OR REPLACE TEMP TABLE stage_report AS SELECT NULL::BIGINT AS seq, report_id, agency_id, agency, division_code, function,
	scope, year, template, title, published_on, signed_on, url, document_sha256, reported, content_sha256, detail_sha256,
	NULL::VARCHAR AS path, NULL::INTEGER AS ordinal
	FROM report_history LIMIT 0;
CREATE OR REPLACE TEMP TABLE stage_document AS SELECT * EXCLUDE (first_run_id) FROM document LIMIT 0;
CREATE OR REPLACE TEMP TABLE stage_quarantine AS SELECT * EXCLUDE (run_id) FROM quarantine LIMIT 0;
CREATE OR REPLACE TEMP TABLE stage_cleared AS SELECT path FROM quarantine LIMIT 0;
`

func newStage(ctx context.Context, conn *sql.Conn) (*stage, error) {
	if _, err := conn.ExecContext(ctx, stageTables); err != nil {
		return nil, err
	}
	s := &stage{conn: conn, appenders: map[string]*duckdb.Appender{}}
	tables := []string{"stage_report", "stage_document", "stage_quarantine", "stage_cleared"}
	for _, p := range parts {
		create := fmt.Sprintf(`CREATE OR REPLACE TEMP TABLE stage_%s AS SELECT NULL::BIGINT AS seq, * EXCLUDE (report_id) FROM %s LIMIT 0`, p, p)
		if _, err := conn.ExecContext(ctx, create); err != nil {
			return nil, err
		}
		tables = append(tables, "stage_"+p)
	}
	err := conn.Raw(func(c any) error {
		for _, t := range tables {
			a, err := duckdb.NewAppender(c.(driver.Conn), "temp", "main", t)
			if err != nil {
				return err
			}
			s.appenders[t] = a
		}
		return nil
	})
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// append adds a row to the stage of a table.
func (s *stage) append(table string, row ...driver.Value) error {
	if err := s.appenders["stage_"+table].AppendRow(row...); err != nil {
		return fmt.Errorf("%s: %w", table, err)
	}
	return nil
}

// counted marks the end of a report and flushes every full batch.
func (s *stage) counted() error {
	if s.unflushed++; s.unflushed < batch {
		return nil
	}
	s.unflushed = 0
	for _, a := range s.appenders {
		if err := a.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// close flushes and closes the appenders; a second call does nothing.
func (s *stage) close() error {
	var errs []error
	for t, a := range s.appenders {
		errs = append(errs, a.Close())
		delete(s.appenders, t)
	}
	return errors.Join(errs...)
}
