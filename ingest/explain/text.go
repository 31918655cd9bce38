package explain

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// JSON writes an explanation as one indented JSON object.
func (e *Explanation) JSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(e)
}

// Text writes an explanation for a terminal: each cell in full where few were
// asked for, a line each else. Nothing that a document says steers the terminal.
func (e *Explanation) Text(w io.Writer, full bool) error {
	p := &printer{w: w}
	r, d := e.Report, e.Document
	p.line("%s %d (%s, %s, grade %s)", r.Agency, r.Year, r.Scope, r.Template, r.Grade)
	p.line("  report_id  %s, version %d of %d", r.ID, r.Version, len(e.Versions))
	p.line("  title      %s", r.Title)
	p.line("  document   %s", d.SHA256)
	p.line("             %s%s", d.Path, mediaType(d))
	if d.URL != "" {
		p.line("             %s", d.URL)
	}
	if d.ReadFrom != "" {
		p.line("  read again %s", d.ReadFrom)
	}
	if d.Archived != "" && d.Archived != d.ReadFrom {
		p.line("  archived   %s", d.Archived)
	}
	if d.Gone != "" {
		p.line("  NOT READ   %s", d.Gone)
	}
	for _, c := range e.Others {
		p.line("  also in    version %d, %s: %s", c.Version, c.Role, c.Path)
	}
	for _, v := range e.Versions {
		if !v.Standing {
			p.line("  version %d  loaded %s, %d of these cells differ", v.Version, v.LoadedAt, v.Differs)
		}
	}
	for i := range e.Cells {
		if full {
			e.cell(p, &e.Cells[i])
		} else {
			c := &e.Cells[i]
			p.line("%-44s %-14s %14s  %-10s %q%s", c.Name(), c.Status, printed(c.Value), c.Locator, c.Raw, flags(c))
		}
	}
	for _, c := range e.Claims {
		p.line("%-44s %-14s %14s  %-10s %q", c.ID, c.Period, printed(c.Value), c.Locator, c.Quote)
	}
	for _, i := range e.Issues {
		p.line("%s %s: %s", i.Rule, i.Severity, i.Message)
	}
	return p.err
}

func mediaType(d Source) string {
	if d.MediaType == "" {
		return ""
	}
	return fmt.Sprintf(" (%s, %d bytes)", d.MediaType, d.Bytes)
}

func flags(c *Cell) string {
	var rules []string
	for _, i := range c.Issues {
		rules = append(rules, i.Rule)
	}
	s := ""
	if len(rules) > 0 {
		s = "  " + strings.Join(rules, " ")
	}
	if c.At != nil && !c.Agrees() {
		s += "  NOT AT ITS PLACE"
	}
	return s
}

func (e *Explanation) cell(p *printer, c *Cell) {
	p.line("")
	p.line("%s  %s", c.Name(), c.Label)
	p.line("  value      %s %s (%s%s)", printed(c.Value), c.Unit, c.Status, map[bool]string{true: ", approximate"}[c.Approx])
	for i, s := range c.Steps {
		p.line("  %-10s %s", map[bool]string{true: "steps"}[i == 0], s)
	}
	if c.Locator != "" {
		p.line("  place      %s%s", c.Locator, c.Where())
	}
	switch {
	case c.At == nil && c.Locator != "":
		p.line("  there      the document could not be asked")
	case c.At != nil && c.Agrees():
		p.line("  there      %q, as the warehouse has it", *c.At)
	case c.At != nil:
		p.line("  there      %q, but the warehouse has %q: read the document again with gongkai ingest", *c.At, c.Raw)
	}
	if len(c.Column) > 0 {
		p.line("  above      %s", strings.Join(c.Column, " / "))
	}
	if len(c.Row) > 0 {
		p.line("  row        %s", strings.Join(c.Row, " | "))
	}
	for _, i := range c.Issues {
		p.line("  %-10s %s: %s", i.Rule, i.Severity, i.Message)
	}
	for _, r := range c.Rules {
		if r.Fail == 0 && r.Pass+r.Open > 0 {
			p.line("  %-10s %s: %d held, %d could not be assessed", r.Rule, r.Says, r.Pass, r.Open)
		}
	}
	for _, o := range c.Other {
		p.line("  else       %s", o)
	}
	for _, d := range e.Decided {
		if d.Cell == c.Name() {
			p.line("  decided    %s %s by %s on %s: %s", d.Verdict, d.Value, d.Who, d.On, d.Reason)
		}
	}
}

// Where says a cell's place in the terms of its format.
func (c *Cell) Where() string {
	s := ""
	if c.Page > 0 {
		s += fmt.Sprintf(", page %d", c.Page)
	}
	if c.Box != nil {
		s += fmt.Sprintf(", from %g, %g to %g, %g points", c.Box.X0, c.Box.Y0, c.Box.X1, c.Box.Y1)
	}
	if c.Line > 0 {
		s += fmt.Sprintf(", line %d", c.Line)
	}
	if c.Bytes != nil {
		s += fmt.Sprintf(", bytes %d to %d", c.Bytes[0], c.Bytes[1])
	}
	return s
}

// printer keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, a ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, strings.TrimRight(inert(fmt.Sprintf(format, a...)), " "))
	}
}

// inert keeps control characters and those that turn writing round from the
// terminal.
func inert(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\uFFFD'
		}
		return r
	}, s)
}
