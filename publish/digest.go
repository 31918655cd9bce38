package publish

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"hash"

	"gongkai"
	schema "gongkai/sql"
)

// digest counts and hashes what is written to it.
type digest struct {
	hash hash.Hash
	n    int64
}

func newDigest() *digest { return &digest{hash: sha256.New()} }

func (d *digest) Write(b []byte) (int, error) {
	d.n += int64(len(b))
	return d.hash.Write(b)
}

func (d *digest) hex() string { return hex.EncodeToString(d.hash.Sum(nil)) }

// content is a digest of what the warehouse says: every version of every report
// (whose digests cover its cells, words and issues), the documents, the inputs
// refused and the dimensions; with the program that reads it. A run that found
// nothing new leaves it as it was, though the file's bytes change.
func content(ctx context.Context, db querier) (string, error) {
	d := newDigest()
	fmt.Fprintf(d, "gongkai %s schema %d\n", gongkai.Version, schema.Version())
	tables, err := texts(ctx, db, `SELECT table_name FROM duckdb_tables() WHERE database_name = 'w'
		AND (table_name LIKE 'dim\_%' ESCAPE '\' OR table_name IN ('report', 'report_history', 'report_document', 'document', 'quarantine', 'issue', 'copy', 'review_decision')) ORDER BY ALL`)
	if err != nil {
		return "", err
	}
	for _, t := range tables {
		fmt.Fprintln(d, t)
		rows, err := db.QueryContext(ctx, `SELECT sha256(t::VARCHAR) AS h FROM w.`+t+` t ORDER BY h`)
		if err != nil {
			return "", err
		}
		for rows.Next() {
			var h sql.RawBytes
			if err := rows.Scan(&h); err != nil {
				rows.Close()
				return "", err
			}
			d.Write(h)
		}
		if err := rows.Close(); err != nil {
			return "", err
		}
		if err := rows.Err(); err != nil {
			return "", err
		}
	}
	return d.hex(), nil
}

// texts runs a query of one text column.
func texts(ctx context.Context, db querier, query string, args ...any) ([]string, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
