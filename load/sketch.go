package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"math"
	"math/bits"
	"unicode"

	schema "gongkai/sql"
)

const (
	sketchSize = 64 // samples of a text; the standard error of a likeness is 0.06
	shingle    = 5  // characters in a sequence
	// Texts with fewer sequences are not compared: three sentences that the form
	// prescribes are alike everywhere.
	leastShingles = 100
)

// sketch samples a text so that the share of places in which two sketches are equal
// estimates the Jaccard likeness of the texts: place i is the least value of hash i
// over all sequences of five letters. Spaces, digits and marks are left out, so that
// a copy with other numbers is a copy. It is empty for a short text.
func sketch(text string) []uint64 {
	var letters []rune
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters = append(letters, r)
		}
	}
	if len(letters) < leastShingles+shingle-1 {
		return []uint64{}
	}
	out := make([]uint64, sketchSize)
	for i := range out {
		out[i] = math.MaxUint64
	}
	for i := range len(letters) - shingle + 1 {
		h := uint64(14695981039346656037) // FNV-1a over runes
		for _, r := range letters[i : i+shingle] {
			h = (h ^ uint64(r)) * 1099511628211
		}
		for k := range out {
			v := (h ^ bits.RotateLeft64(0x9E3779B97F4A7C15*uint64(k+1), k)) * 0xBF58476D1CE4E5B9
			v = (v ^ v>>31) * 0x94D049BB133111EB
			out[k] = min(out[k], v^v>>29)
		}
	}
	return out
}

// writeSketches samples the texts of the reports that have no sketch.
func writeSketches(ctx context.Context, conn *sql.Conn) error {
	rows, err := conn.QueryContext(ctx, `
		SELECT r.report_id, coalesce((SELECT string_agg(s.text, ' ' ORDER BY s.section, s.locator) FROM section s WHERE s.report_id = r.report_id), '')
		FROM report r WHERE r.report_id NOT IN (SELECT t.report_id FROM text_sketch t) ORDER BY r.report_id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var out [][]driver.Value
	for rows.Next() {
		var id int64
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return err
		}
		out = append(out, []driver.Value{id, sketch(text)})
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	return appendRows(conn, "text_sketch", out)
}

// materialise works out what league tables read, after the reports and dimensions
// of this run are written.
func materialise(ctx context.Context, tx *sql.Tx, conn *sql.Conn) error {
	rows, err := tx.QueryContext(ctx, `SELECT report_id FROM change WHERE rewrite OR after IS NULL ORDER BY report_id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var changed []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		changed = append(changed, id)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	if _, err := tx.ExecContext(ctx, `DELETE FROM text_sketch WHERE report_id IN (SELECT report_id FROM change WHERE rewrite OR after IS NULL) OR report_id NOT IN (SELECT report_id FROM report)`); err != nil {
		return err
	}
	if err := writeSketches(ctx, conn); err != nil {
		return err
	}
	return schema.Materialise(ctx, tx, changed)
}
