package publish

import (
	"context"
	"path"
	"slices"
	"strings"

	schema "gongkai/sql"
)

// resourceSchema describes the columns of a file, as frictionlessdata.io has it.
type resourceSchema struct {
	Fields []field `json:"fields"`
}

type field struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	About string `json:"description,omitempty"`
}

// schemaOf describes the columns of a file: itself, or for one of the many files of a
// Parquet table, with the path of the file that does; nil where it is no table.
func (w *writer) schemaOf(ctx context.Context, name string) (any, error) {
	if table := parquetTable(name); table != "" {
		return schemaFile(table), nil
	}
	table, ok := strings.CutPrefix(strings.TrimSuffix(name, ".csv"), "csv/")
	if !ok {
		return nil, nil
	}
	if id, ok := strings.CutPrefix(table, "leagues/"); ok {
		for _, q := range schema.Leagues() {
			if q.ID == id {
				table = q.View
			}
		}
	}
	fields, err := w.fields(ctx, table, "string") // lists are written as words with a space between
	return &resourceSchema{fields}, err
}

// parquetTable returns the table that a Parquet file is of, "" for another file.
func parquetTable(name string) string {
	rest, ok := strings.CutPrefix(name, "parquet/")
	if !ok {
		return ""
	}
	table, _, _ := strings.Cut(rest, "/")
	return strings.TrimSuffix(table, ".parquet")
}

func schemaFile(table string) string { return "schemas/" + table + ".json" }

// parquetSchemas writes what the columns of each Parquet table are. Year and province
// are in the paths of those that are divided by them.
func (w *writer) parquetSchemas(ctx context.Context) error {
	tables := map[string]bool{} // by name: whether it is divided
	var names []string
	for _, f := range w.files {
		if table := parquetTable(f.Name); table != "" && !slices.Contains(names, table) {
			names = append(names, table)
			tables[table] = path.Dir(f.Name) != "parquet"
		}
	}
	slices.Sort(names)
	for _, table := range names {
		fields, err := w.fields(ctx, table, "array")
		if err != nil {
			return err
		}
		if tables[table] {
			if !slices.ContainsFunc(fields, func(f field) bool { return f.Name == "year" }) {
				fields = append(fields, field{"year", "integer", "The year reported on, from the file's path."})
			}
			fields = append(fields, field{"province", "string", "First two digits of the division's code, from the file's path."})
		}
		if err := w.writeJSON(schemaFile(table), "columns of "+table+" in Parquet", resourceSchema{fields}); err != nil {
			return err
		}
	}
	return nil
}

// fields describes the columns of a table or view, in the words of the
// warehouse's own comments. Lists have the type that the file gives them.
func (w *writer) fields(ctx context.Context, table, lists string) ([]field, error) {
	rows, err := w.db.QueryContext(ctx, `SELECT column_name, data_type, coalesce(comment, '') FROM duckdb_columns()
		WHERE database_name = 'w' AND table_name = ? ORDER BY column_index`, table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []field
	for rows.Next() {
		var f field
		if err := rows.Scan(&f.Name, &f.Type, &f.About); err != nil {
			return nil, err
		}
		switch {
		case strings.HasSuffix(f.Type, "[]"):
			f.Type = lists
		case f.Type == "BIGINT" || f.Type == "INTEGER":
			f.Type = "integer"
		case f.Type == "DOUBLE" || strings.HasPrefix(f.Type, "DECIMAL"):
			f.Type = "number"
		case f.Type == "BOOLEAN":
			f.Type = "boolean"
		case f.Type == "DATE":
			f.Type = "date"
		case f.Type == "TIMESTAMP":
			f.Type = "datetime"
		default:
			f.Type = "string"
		}
		out = append(out, f)
	}
	return out, rows.Err()
}
