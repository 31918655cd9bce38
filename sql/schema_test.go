package schema

import (
	"strings"
	"testing"
)

func TestMigrationsAreNumbered(t *testing.T) {
	for i, m := range migrations() {
		if number(m) != i+1 {
			t.Errorf("%s is migration %d", m, i+1)
		}
	}
	if Version() < 5 {
		t.Errorf("version %d", Version())
	}
}

func TestQueriesHaveHeads(t *testing.T) {
	for _, q := range Leagues() {
		if q.Level != "" || q.Title == "" || strings.HasPrefix(q.Title, "SELECT") || q.ID[0] != 'L' || q.TitleZH == "" || q.Caveat == "" || q.CaveatZH == "" || len(q.People) == 0 {
			t.Errorf("league %+v", q)
		}
	}
	for _, q := range Checks() {
		if q.Level != "error" && q.Level != "warning" || q.Title == "" {
			t.Errorf("check %+v", q)
		}
	}
}

func TestComments(t *testing.T) {
	got := strings.Join(comments("CREATE TABLE a ( -- What's a.\n  \"x y\" INT,\n  b INT, -- A b.\n  PRIMARY KEY (b)\n);\nCREATE TABLE c AS SELECT 1; -- C.\n  d INT -- no column\n"), "\n")
	want := "COMMENT ON TABLE a IS 'What''s a.'\nCOMMENT ON COLUMN a.b IS 'A b.'\nCOMMENT ON TABLE c IS 'C.'"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
