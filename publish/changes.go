package publish

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// Changes counts reports by what became of them since the publication before.
type Changes struct {
	Added     int // not there before
	Restated  int // the agency says something else now
	Reread    int // the same words, read otherwise by a later program
	Withdrawn int // there before, and no longer
}

const changesFile = "changes.csv"

// changed lists what differs between two warehouses w and prev.
const changed = `
WITH now AS (SELECT r.*, h.content_sha256, h.detail_sha256 FROM w.report r JOIN w.report_history h ON h.report_id = r.report_id AND h.version = r.version),
  was AS (SELECT r.*, h.content_sha256, h.detail_sha256 FROM prev.report r JOIN prev.report_history h ON h.report_id = r.report_id AND h.version = r.version)
SELECT CASE WHEN was.report_id IS NULL THEN 'added' WHEN now.report_id IS NULL THEN 'withdrawn'
    WHEN was.content_sha256 <> now.content_sha256 THEN 'restated' ELSE 'reread' END AS change,
  coalesce(now.report_id, was.report_id)::VARCHAR AS report_id, coalesce(now.division_code, was.division_code) AS division_code,
  coalesce(now.agency_id, was.agency_id) AS agency_id, coalesce(now.agency, was.agency) AS agency,
  coalesce(now.scope, was.scope) AS scope, coalesce(now.year, was.year)::VARCHAR AS year,
  coalesce(was.document_sha256, '') AS document_before, coalesce(now.document_sha256, '') AS document_now
FROM now FULL JOIN was ON was.report_id = now.report_id
WHERE was.content_sha256 IS DISTINCT FROM now.content_sha256 OR was.detail_sha256 IS DISTINCT FROM now.detail_sha256
ORDER BY change, division_code, agency_id, year, report_id`

var changesHead = []string{"as_of", "change", "report_id", "division_code", "agency_id", "agency", "scope", "year", "document_before", "document_now"}

// changes writes the log of what was added, restated and withdrawn from one
// publication to the next: the log so far, then what is new. The first
// publication begins it empty: everything in it is new.
func (w *writer) changes(ctx context.Context, res *Result) error {
	var asOf string
	if err := w.db.QueryRowContext(ctx, `SELECT coalesce(strftime(max(loaded_at), '%Y-%m-%d'), '') FROM w.report`).Scan(&asOf); err != nil {
		return err
	}
	err := w.db.QueryRowContext(ctx, `SELECT count(*) FROM w.report`).Scan(&res.Changes.Added)
	if err != nil {
		return err
	}
	_, err = os.Stat(w.aside.before(Warehouse))
	if errors.Is(err, fs.ErrNotExist) {
		return w.write(changesFile, "what changed from one publication to the next", func(out io.Writer) error {
			_, err := io.WriteString(out, w.bom()+strings.Join(changesHead, ",")+"\n")
			return err
		})
	}
	if err := w.run(ctx, `ATTACH '`+strings.ReplaceAll(w.aside.before(Warehouse), "'", "''")+`' AS prev (READ_ONLY)`); err != nil {
		res.Unheeded = err.Error()
		return w.write(changesFile, "what changed from one publication to the next", func(out io.Writer) error { return w.soFar(out) })
	}
	defer w.db.ExecContext(context.WithoutCancel(ctx), `DETACH prev`)
	return w.write(changesFile, "what changed from one publication to the next", func(out io.Writer) error {
		if err := w.soFar(out); err != nil {
			return err
		}
		res.Changes = Changes{}
		rows, err := w.db.QueryContext(ctx, changed)
		if err != nil {
			return fmt.Errorf("comparison with the publication before: %w", err)
		}
		defer rows.Close()
		c := csv.NewWriter(out)
		line := make([]string, len(changesHead))
		line[0] = asOf
		into := make([]any, len(line)-1)
		for i := range into {
			into[i] = &line[i+1]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				return err
			}
			switch line[1] {
			case "added":
				res.Changes.Added++
			case "restated":
				res.Changes.Restated++
			case "reread":
				res.Changes.Reread++
			case "withdrawn":
				res.Changes.Withdrawn++
			}
			for i := range line {
				line[i] = noFormula(plainText(line[i]))
			}
			if err := c.Write(line); err != nil {
				return err
			}
		}
		c.Flush()
		return errors.Join(rows.Err(), c.Error())
	})
}

// soFar copies the log of the publication before; its head alone where it has none.
func (w *writer) soFar(out io.Writer) error {
	b, err := os.ReadFile(w.aside.before(changesFile))
	if errors.Is(err, fs.ErrNotExist) {
		b, err = []byte(strings.Join(changesHead, ",")+"\n"), nil
	}
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, w.bom()+strings.TrimPrefix(string(b), byteOrderMark))
	return err
}

const byteOrderMark = "\ufeff"

func (w *writer) bom() string {
	if w.BOM {
		return byteOrderMark
	}
	return ""
}
