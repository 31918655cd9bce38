package load

import (
	"context"
	"database/sql"

	schema "gongkai/sql"
)

// materialise works out what league tables read, after the reports and dimensions
// of this run are written.
func materialise(ctx context.Context, tx *sql.Tx) error {
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
	return schema.Materialise(ctx, tx, changed)
}
