// Package publish turns results into forms that people and programs read:
// tables for a terminal, CSV, JSON, Markdown, spreadsheets.
package publish

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Formats are the names that Rows takes.
var Formats = []string{"table", "csv", "json", "md", "xlsx"}

// Rows writes the rows of a result. A value is nil, bool, int64, float64,
// json.Number, string, []any or map[string]any. In tables NULL is "·"; in CSV it
// is an empty field; in JSON null, one object a line. print gives the text of a
// value, for tables, Markdown and CSV.
func Rows(w io.Writer, format string, columns []string, rows iter.Seq2[[]any, error], print func(v any, null string) string) error {
	switch format {
	case "table", "md":
		return pretty(w, format, columns, rows, print)
	case "csv":
		return writeCSV(w, columns, rows, print)
	case "json":
		return writeJSON(w, columns, rows)
	case "xlsx":
		return Workbook(w, columns, rows, nil, print)
	}
	return fmt.Errorf("unknown format %q; one of %s", format, strings.Join(Formats, ", "))
}

// longestTable is the most rows of a table for people: its columns are as wide as
// their widest cell, so all rows are held before the first is written. A hundred
// million rows held would be the end of the machine.
const longestTable = 100_000

// ErrLongTable means that a result has more rows than a table for people can have.
var ErrLongTable = errors.New("too long for a table")

func pretty(w io.Writer, format string, columns []string, rows iter.Seq2[[]any, error], print func(any, string) string) error {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	head := make(table.Row, len(columns))
	numbers, texts := make([]bool, len(columns)), make([]bool, len(columns))
	for i, c := range columns {
		head[i] = c
	}
	t.AppendHeader(head)
	n := 0
	for row, err := range rows {
		if err != nil {
			return err
		}
		if n++; n > longestTable {
			return fmt.Errorf("%w: more than %d rows; add a LIMIT, or take --format csv or json", ErrLongTable, longestTable)
		}
		line := make(table.Row, len(row))
		for i, v := range row {
			line[i] = inert(print(v, "·"))
			if format == "md" {
				line[i] = markdown(line[i].(string))
			}
			switch v.(type) {
			case nil:
			case int64, float64, json.Number:
				numbers[i] = true
			default:
				texts[i] = true
			}
		}
		t.AppendRow(line)
	}
	var cols []table.ColumnConfig
	for i := range columns {
		if numbers[i] && !texts[i] {
			cols = append(cols, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
		}
	}
	t.SetColumnConfigs(cols)
	out := t.Render()
	if format == "md" {
		out = t.RenderMarkdown()
	}
	_, err := fmt.Fprintln(w, out)
	return err
}

// inert keeps control characters in names and raw texts from acting on a
// terminal, and line breaks from tearing a row.
func inert(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < 0x20 || r == 0x7F || r >= 0x80 && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029:
			return '�'
		}
		return r
	}, s)
}

// markdown keeps a name from being read as markup: tags, links, emphasis, code. Bars
// are the table writer's to escape.
func markdown(s string) string {
	return markup.Replace(s)
}

var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "[", "\\[", "]", "\\]", "`", "\\`", "*", "\\*", "_", "\\_", "\\", "\\\\")

func writeCSV(w io.Writer, columns []string, rows iter.Seq2[[]any, error], print func(any, string) string) error {
	c := csv.NewWriter(w)
	if err := c.Write(columns); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = print(v, "")
			if _, ok := v.(string); ok {
				line[i] = noFormula(plainText(line[i]))
			}
		}
		if err := c.Write(line); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// noFormula keeps spreadsheets from running a text: =cmd|… gets an apostrophe.
// Spreadsheets set up for Chinese take the wide signs for formulas too.
func noFormula(s string) string {
	// A spreadsheet may drop spaces before it looks; ＝＋－＠ count in some.
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \n"))
	if s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// plainText replaces control characters, which act on terminals, but for line
// breaks and tabs.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0x7F {
			return '�'
		}
		return r
	}, s)
}

func writeJSON(w io.Writer, columns []string, rows iter.Seq2[[]any, error]) error {
	names := make([][]byte, len(columns))
	for i, c := range columns {
		b, err := json.Marshal(c)
		if err != nil {
			return err
		}
		names[i] = b
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		b.WriteByte('{')
		for i, v := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.Write(names[i])
			b.WriteByte(':')
			if err := e.Encode(v); err != nil {
				return err
			}
		}
		b.WriteByte('}')
		if _, err := fmt.Fprintln(w, strings.ReplaceAll(b.String(), "\n", "")); err != nil {
			return err
		}
	}
	return nil
}
