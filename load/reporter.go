package load

import (
	"bufio"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gongkai/canon"
)

// Reporter is an agency that an operator expects to report.
type Reporter struct {
	Division string // six digits
	Agency   string // as its reports name it
	Scope    string // one of Scopes
	From, To int    // years, 0 for open
}

// ReadReporters reads a list of expected reporters: lines of division, agency,
// scope, from_year and to_year with tabs between, the last three may be empty or
// left out; # begins a comment. The error names the line.
func ReadReporters(name string, r io.Reader) ([]Reporter, error) {
	var out []Reporter
	lines := bufio.NewScanner(r)
	seen := map[string]int{}
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if strings.TrimSpace(line) == "" || line[0] == '#' || strings.HasPrefix(line, "division\t") {
			continue
		}
		fail := func(format string, a ...any) error {
			return fmt.Errorf("reporters %s:%d: %s", name, n, fmt.Sprintf(format, a...))
		}
		f := strings.Split(line, "\t")
		if len(f) < 2 || len(f) > 5 {
			return nil, fail("want division, agency, scope, from_year and to_year with tabs between")
		}
		f = append(f, "", "", "")
		e := Reporter{Division: strings.TrimSpace(f[0]), Agency: strings.TrimSpace(f[1]), Scope: f[2]}
		if e.Scope == "" {
			e.Scope = Scopes[0]
		}
		for _, y := range []struct {
			text string
			into *int
		}{{f[3], &e.From}, {f[4], &e.To}} {
			if y.text == "" {
				continue
			}
			v, err := strconv.Atoi(strings.TrimSpace(y.text))
			if err != nil || v < 2000 || v > 2100 {
				return nil, fail("year %q", y.text)
			}
			*y.into = v
		}
		key := e.Division + e.Agency + e.Scope
		switch {
		case len(canon.Divisions().Ever(e.Division)) == 0:
			return nil, fail("division %q is unknown", e.Division)
		case e.Agency == "":
			return nil, fail("no agency")
		case !slices.Contains(Scopes, e.Scope):
			return nil, fail("scope %q: want one of %s", e.Scope, strings.Join(Scopes, ", "))
		case seen[key] > 0:
			return nil, fail("stands in line %d already", seen[key])
		}
		seen[key] = n
		out = append(out, e)
	}
	return out, lines.Err()
}

// writeReporters replaces the list of expected reporters.
func writeReporters(ctx context.Context, conn *sql.Conn, list []Reporter) error {
	if _, err := conn.ExecContext(ctx, "DELETE FROM reporter"); err != nil {
		return err
	}
	var rows [][]driver.Value
	for _, e := range list {
		rows = append(rows, []driver.Value{e.Division, e.Agency, e.Scope, AgencyID(e.Division, e.Agency), year(e.From), year(e.To)})
	}
	return appendRows(conn, "reporter", rows)
}
