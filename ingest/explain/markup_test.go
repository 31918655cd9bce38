package explain

import (
	"strings"
	"testing"
	"time"

	"gongkai/internal/cost"
)

// Texts of a cell are put together once, however many tags stand between them, and
// however many tables stand around them.
func TestManyTexts(t *testing.T) {
	const most = 2 * time.Second
	for name, page := range map[string]string{
		"tags":   "<table><tr><td>" + strings.Repeat("条<b>7", 150_000) + "</table>",
		"within": strings.Repeat("<table><tr><td>", 30) + strings.Repeat("条<b>7", 100_000),
		"open":   strings.Repeat("<table><tr><td>条", 60_000),
	} {
		m := cost.Start()
		sourceTables([]byte(page), nil)
		if d := m.Spent(); d > most {
			t.Errorf("%s: %v", name, d)
		}
	}
}

// A cell's text is all that stands in it, that of tables within too.
func TestTextsOfCells(t *testing.T) {
	tables := sourceTables([]byte(`<td>no cell</td><table><tr><td>甲<b>乙 </b><table><tr><td>丙</td><th>丁</table>戊<td>己</td></tr></table>庚<table><tr><td>辛</table>`), nil)
	var got []string
	for _, w := range tables {
		got = append(got, strings.ReplaceAll(w.says(), "\n", "|"))
	}
	if s := strings.Join(got, " "); s != "甲乙丙丁戊|己| 丙|丁| 辛|" {
		t.Errorf("%q", s)
	}
}
