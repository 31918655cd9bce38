package publish

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"gongkai/publish/site"
)

// consoleTables are what the SQL console asks: small enough for a browser. The
// cells themselves are in the snapshot.
var consoleTables = []string{"report_wide", "metric", "fact_total", "issue", "dim_division", "dim_agency", "dim_function", "dim_indicator", "dim_applicant", "dim_template", "dim_rule", "dim_metric"}

// console writes the database of the SQL console beside its page. As the
// snapshot it is kept where its content is that of the publication before.
func (w *writer) console(ctx context.Context, content string) error {
	name := w.aside.path(site.ConsoleDatabase)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if before := w.aside.before(site.ConsoleDatabase); w.sameAsBefore(content) {
		if _, err := os.Stat(before); err == nil {
			return copyFile(before, name)
		}
	}
	if err := w.run(ctx, `ATTACH '`+strings.ReplaceAll(name, "'", "''")+`' AS console`); err != nil {
		return err
	}
	var err error
	for _, t := range consoleTables { // those that the stages made have their pages
		if err = w.run(ctx, `CREATE TABLE console.`+t+` AS SELECT COLUMNS(c -> c <> 'page') FROM `+t+` ORDER BY ALL`); err != nil {
			break
		}
	}
	return errors.Join(err, w.run(context.WithoutCancel(ctx), `DETACH console`))
}
