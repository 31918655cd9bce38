package publish

import (
	"encoding/json"
	"io"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Notes stand on a sheet of their own beside a table in a workbook: a heading and
// what is said under it.
type Notes [][2]string

// Workbook writes rows as a spreadsheet with one sheet, frozen under its head, and
// one of notes where there are any. Texts are cells of type text, so that =cmd is
// never a formula; NULL is an empty cell.
func Workbook(w io.Writer, columns []string, rows iter.Seq2[[]any, error], notes Notes, print func(v any, null string) string) error {
	f := excelize.NewFile()
	defer f.Close()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	sw, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(columns))
	for i, c := range columns {
		head[i] = excelize.Cell{StyleID: bold, Value: sheetText(c)}
	}
	if err := sw.SetRow("A1", head); err != nil {
		return err
	}
	n := 1
	for row, err := range rows {
		if err != nil {
			return err
		}
		n++
		line := make([]any, len(row))
		for i, v := range row {
			switch v := v.(type) {
			case nil, bool, float64:
				line[i] = v
			case int64:
				line[i] = v
				if v > 1<<53 || v < -1<<53 {
					line[i] = sheetText(print(v, "")) // beyond what a spreadsheet's numbers hold
				}
			case json.Number:
				line[i] = sheetText(v.String())
				if x, err := v.Float64(); err == nil && x < 1<<53 && x > -1<<53 {
					line[i] = x
				}
			default:
				line[i] = sheetText(print(v, ""))
			}
		}
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		if err := sw.SetRow(at, line); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	if err := f.SetSheetName("Sheet1", "table"); err != nil {
		return err
	}
	if len(notes) > 0 {
		if _, err := f.NewSheet("notes"); err != nil {
			return err
		}
		for i, note := range notes {
			if err := f.SetSheetRow("notes", "A"+print(int64(i+1), ""), &[]any{sheetText(note[0]), sheetText(note[1])}); err != nil {
				return err
			}
		}
	}
	_, err = f.WriteTo(w)
	return err
}

// sheetText is a text as a cell can hold it: without characters that XML has not,
// and no longer than a cell.
func sheetText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF {
			return '�'
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > excelize.TotalCellChars {
		s = string(runes[:excelize.TotalCellChars-1]) + "…"
	}
	return s
}
