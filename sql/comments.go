package schema

import (
	"context"
	"fmt"
	"regexp"
	"strings"
)

var (
	tableLine  = regexp.MustCompile(`^CREATE TABLE (?:IF NOT EXISTS )?(\w+) .*?-- (.+)$`)
	columnLine = regexp.MustCompile(`^  ("?\w+"?) [A-Z].*?(?:-- (.+))?$`)
)

// comments turns the remarks of a migration into COMMENT statements. The line of
// a table or column ends in "-- " and its comment.
func comments(text string) []string {
	var out []string
	table := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if m := tableLine.FindStringSubmatch(line); m != nil {
			table = m[1]
			out = append(out, fmt.Sprintf("COMMENT ON TABLE %s IS %s", table, quote(m[2])))
			if strings.Contains(line, " AS SELECT ") {
				table = ""
			}
			continue
		}
		m := columnLine.FindStringSubmatch(line)
		if table == "" || m == nil || m[1] == "PRIMARY" {
			if strings.HasPrefix(line, ")") {
				table = ""
			}
			continue
		}
		if m[2] != "" {
			out = append(out, fmt.Sprintf("COMMENT ON COLUMN %s.%s IS %s", table, m[1], quote(m[2])))
		}
	}
	return out
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// inherit comments on the columns that repeat another table's: those of
// x_history are x's, and report_wide begins with report's.
func inherit(ctx context.Context, c Conn) error {
	rows, err := c.QueryContext(ctx, `
		SELECT h.table_name, h.column_name, any_value(b.comment ORDER BY b.table_name = 'report_history')
		FROM duckdb_columns() h JOIN duckdb_columns() b ON b.column_name = h.column_name AND b.comment IS NOT NULL
			AND b.table_name IN (replace(h.table_name, '_history', ''), replace(h.table_name, '_wide', ''), 'report_history')
		WHERE h.comment IS NULL AND h.database_name = current_database() AND b.database_name = current_database()
			AND (h.table_name LIKE '%\_history' ESCAPE '\' OR h.table_name = 'report_wide')
		GROUP BY ALL ORDER BY ALL`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var stmts []string
	for rows.Next() {
		var table, column, comment string
		if err := rows.Scan(&table, &column, &comment); err != nil {
			return err
		}
		stmts = append(stmts, fmt.Sprintf(`COMMENT ON COLUMN %s."%s" IS %s`, table, column, quote(comment)))
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	for _, s := range stmts {
		if _, err := c.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}
