package load

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"math/big"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// Query runs SQL and returns its columns and rows. The rows can be read once, and
// end at the first error. A value is nil, bool, int64, float64, string,
// json.Number (integers beyond int64 and decimals, exact and without trailing
// zeros), []any or map[string]any; dates and times are ISO strings.
func Query(ctx context.Context, db *sql.DB, query string, args ...any) ([]string, iter.Seq2[[]any, error], error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, nil, err
	}
	columns, err := rows.Columns()
	if err != nil {
		rows.Close()
		return nil, nil, err
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		rows.Close()
		return nil, nil, err
	}
	return columns, func(yield func([]any, error) bool) {
		defer rows.Close()
		raw, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range raw {
			into[i] = &raw[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				yield(nil, err)
				return
			}
			row := make([]any, len(raw))
			for i, v := range raw {
				row[i] = plain(v, types[i].DatabaseTypeName())
			}
			if !yield(row, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}, nil
}

// Text prints a value of [Query]; NULL as null.
func Text(v any, null string) string {
	switch v := v.(type) {
	case nil:
		return null
	case string:
		return v
	case float64:
		return strings.TrimSuffix(fmt.Sprintf("%v", v), ".0")
	case []any, map[string]any:
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err == nil {
			return strings.TrimSuffix(b.String(), "\n")
		}
	}
	return fmt.Sprint(v)
}

// plain turns a driver's value of a database type into one of Query's.
func plain(v any, dbType string) any {
	switch v := v.(type) {
	case nil, bool, int64, float64, string:
		return v
	case int8:
		return int64(v)
	case int16:
		return int64(v)
	case int32:
		return int64(v)
	case uint8:
		return int64(v)
	case uint16:
		return int64(v)
	case uint32:
		return int64(v)
	case uint64:
		return json.Number(fmt.Sprint(v))
	case float32:
		return float64(v)
	case *big.Int:
		return json.Number(v.String())
	case duckdb.Decimal:
		return json.Number(decimalText(v))
	case time.Time:
		switch dbType {
		case "DATE":
			return v.Format(time.DateOnly)
		case "TIME":
			return v.Format("15:04:05.999999")
		}
		return v.Format("2006-01-02 15:04:05.999999")
	case []byte:
		if dbType == "UUID" && len(v) == 16 {
			return fmt.Sprintf("%x-%x-%x-%x-%x", v[:4], v[4:6], v[6:8], v[8:10], v[10:])
		}
		return fmt.Sprintf("%x", v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i], strings.TrimSuffix(dbType, "[]"))
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = plain(v[k], "")
		}
		return out
	}
	return fmt.Sprint(v)
}

// decimalText prints a decimal exactly: 1.50 as 1.5, 3.0000 as 3.
func decimalText(d duckdb.Decimal) string {
	digits := new(big.Int).Abs(d.Value).String()
	if d.Scale > 0 {
		if pad := int(d.Scale) + 1 - len(digits); pad > 0 {
			digits = strings.Repeat("0", pad) + digits
		}
		at := len(digits) - int(d.Scale)
		digits = strings.TrimSuffix(strings.TrimRight(digits[:at]+"."+digits[at:], "0"), ".")
	}
	if d.Value.Sign() < 0 {
		return "-" + digits
	}
	return digits
}
