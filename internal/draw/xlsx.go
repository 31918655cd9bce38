package draw

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// xlsx writes the blocks down one sheet: text in merged cells, tables from the
// first column, whole numbers as numbers.
func (d *drawer) xlsx(bs []block) []byte {
	f := excelize.NewFile()
	defer f.Close()
	const sheet, width = "Sheet1", 15
	at := func(c, r int) string { s, _ := excelize.CoordinatesToCellName(c+1, r+1); return s }
	format := "#,##0"
	grouped, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	row := 0
	for _, b := range bs {
		if b.kind != "table" {
			f.SetCellStr(sheet, at(0, row), b.text)
			f.MergeCell(sheet, at(0, row), at(width-1, row))
			row++
			continue
		}
		for r, line := range b.table.grid() {
			for c, s := range line {
				if !s.begins {
					continue
				}
				name, text := at(c, row+r), strings.ReplaceAll(s.text, lineBreak, "\n")
				if n, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(n, 10) == text && d.Seed%5 != 4 {
					f.SetCellInt(sheet, name, n)
					if d.Seed%3 == 0 {
						f.SetCellStyle(sheet, name, name, grouped)
					}
				} else if text != "" {
					f.SetCellStr(sheet, name, text)
				}
				if s.rows > 1 || s.cols > 1 {
					f.MergeCell(sheet, name, at(c+s.cols-1, row+r+s.rows-1))
				}
			}
		}
		row += len(b.table.rows) + int(d.Seed%2) // an empty row after it, or none
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		panic(err)
	}
	return b.Bytes()
}
