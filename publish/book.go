package publish

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"gongkai/canon"
	"gongkai/publish/site"
	schema "gongkai/sql"
)

const bookFile = "leagues.xlsx"

// bookRows is the most rows of a league table in the book; a sheet of a
// spreadsheet ends at 1,048,576. What is left out is said under the table.
const bookRows = 100_000

// book writes the league tables as a workbook: a sheet of notes and definitions,
// then a sheet a table.
func (w *writer) book(ctx context.Context) error {
	f := excelize.NewFile()
	defer f.Close()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := errors.Join(f.SetSheetName("Sheet1", "说明 Notes"), w.notes(f, bold)); err != nil {
		return err
	}
	for _, q := range schema.Leagues() {
		if err := w.sheet(ctx, f, q, bold); err != nil {
			return fmt.Errorf("%s: %s: %w", bookFile, q.ID, err)
		}
	}
	part := w.aside.path("scratch.xlsx")
	defer os.Remove(part)
	if err := f.SaveAs(part); err != nil {
		return err
	}
	return w.write(bookFile, "league tables as a workbook, with notes", func(out io.Writer) error { return settle(part, out) })
}

// notes writes the sheet that says what the numbers mean.
func (w *writer) notes(f *excelize.File, bold int) error {
	s, err := f.NewStreamWriter("说明 Notes")
	if err != nil {
		return err
	}
	row := 0
	put := func(style int, cells ...any) error {
		row++
		line := make([]any, len(cells))
		for i, c := range cells {
			line[i] = excelize.Cell{StyleID: style, Value: c}
		}
		return s.SetRow(fmt.Sprintf("A%d", row), line)
	}
	err = s.SetColWidth(1, 1, 34)
	err = errors.Join(err, s.SetColWidth(2, 7, 40))
	for _, l := range []string{
		"政府信息公开工作年度报告 · League tables of annual disclosure reports",
		"数字为机关在报告中印出的数字；没有印出的为空，不作 0。 A number is the number that the agency printed; what it did not print is empty, never 0.",
		"比率为 1 的分数；分母为 0 者无比率。 Rates are fractions of 1; with a denominator of 0 there is none.",
		"相等者同名次，其后名次跳过。数据有误或案件过少者不排名，并说明原因。 Equal values share a rank. What has a data fault or too few cases is not ranked, and the reason is said.",
		"口径不同的报告（本机关、含下属部门）从不相加。 Reports of different scopes are never added.",
	} {
		err = errors.Join(err, put(0, l))
	}
	err = errors.Join(err, put(0), put(bold, "指标 Metric", "名称 Name", "English", "分子 Numerator", "分母 Denominator", "注意", "Caveat"))
	for _, m := range canon.Get().Metrics {
		err = errors.Join(err, put(0, m.ID, m.ZH, m.EN, strings.Join(m.Numerator, " + "), strings.Join(m.Denominator, " + "), m.CaveatZH, m.Caveat))
	}
	err = errors.Join(err, put(0), put(bold, "表 Sheet", "内容", "Shows", "注意", "Caveat"))
	for _, q := range schema.Leagues() {
		err = errors.Join(err, put(0, q.ID, q.TitleZH, q.Title, q.CaveatZH, q.Caveat))
	}
	return errors.Join(err, s.Flush())
}

// sheet writes a league table.
func (w *writer) sheet(ctx context.Context, f *excelize.File, q schema.Query, bold int) error {
	if _, err := f.NewSheet(q.ID); err != nil {
		return err
	}
	s, err := f.NewStreamWriter(q.ID)
	if err != nil {
		return err
	}
	rows, err := w.db.QueryContext(ctx, `FROM scratch.`+site.LeagueTable(q.ID))
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	head, raw, into := make([]any, len(columns)), make([]any, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		head[i], into[i] = excelize.Cell{StyleID: bold, Value: c}, &raw[i]
	}
	err = errors.Join(s.SetColWidth(1, len(columns), 18),
		s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}),
		s.SetRow("A1", []any{excelize.Cell{StyleID: bold, Value: q.ID + " " + q.Title}}), s.SetRow("A2", head))
	if err != nil {
		return err
	}
	n := 0
	for ; rows.Next(); n++ {
		if n >= bookRows {
			continue // counted, and said below
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		line := make([]any, len(raw))
		for i, v := range raw {
			line[i] = bookValue(v)
		}
		if err := s.SetRow(fmt.Sprintf("A%d", n+3), line); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n > bookRows {
		if err := s.SetRow(fmt.Sprintf("A%d", bookRows+3), []any{fmt.Sprintf("%d further rows are in csv/leagues/%s.csv", n-bookRows, q.ID)}); err != nil {
			return err
		}
	}
	return s.Flush()
}

// bookValue turns a driver's value into one that a cell can hold. A text is
// written as a text and never as a formula, whatever it begins with.
func bookValue(v any) any {
	switch v := v.(type) {
	case nil:
		return nil
	case bool, int8, int16, int32, int64, uint8, uint16, uint32, float32, float64:
		return v
	case string:
		return plainText(v)
	case []any:
		words := make([]string, len(v))
		for i := range v {
			words[i] = fmt.Sprint(v[i])
		}
		return plainText(strings.Join(words, " "))
	case time.Time:
		return v.Format(time.DateOnly)
	case interface{ Float64() float64 }: // a decimal; counts and sums, far below 2^53
		return v.Float64()
	}
	return plainText(fmt.Sprint(v))
}

// settle writes a workbook anew with its parts in the order of their names and
// without dates, so that the same tables make the same bytes.
func settle(part string, out io.Writer) error {
	r, err := zip.OpenReader(part)
	if err != nil {
		return err
	}
	defer r.Close()
	parts := slices.Clone(r.File)
	slices.SortFunc(parts, func(a, b *zip.File) int { return strings.Compare(rank(a.Name)+a.Name, rank(b.Name)+b.Name) })
	z := zip.NewWriter(out)
	for _, p := range parts {
		to, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		from, err := p.Open()
		if err != nil {
			return err
		}
		if strings.HasPrefix(p.Name, "docProps/") {
			err = undated(to, from)
		} else {
			_, err = io.Copy(to, from)
		}
		if err = errors.Join(err, from.Close()); err != nil {
			return err
		}
	}
	return z.Close()
}

// rank keeps the list of parts first, where readers expect it.
func rank(name string) string {
	if name == "[Content_Types].xml" {
		return "0"
	}
	return "1"
}

// undated copies a part of properties with its dates put to a fixed one.
func undated(to io.Writer, from io.Reader) error {
	b, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	for _, tag := range []string{"dcterms:created", "dcterms:modified"} {
		if i := bytes.Index(b, []byte("<"+tag)); i >= 0 {
			open, end := i+bytes.IndexByte(b[i:], '>')+1, bytes.Index(b, []byte("</"+tag))
			if end >= open {
				b = slices.Concat(b[:open], []byte("2000-01-01T00:00:00Z"), b[end:])
			}
		}
	}
	_, err = to.Write(b)
	return err
}
