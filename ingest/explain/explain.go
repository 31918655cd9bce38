// Package explain traces a number of the warehouse back to the cell that it was
// printed in. It reads the document's bytes again, from its file or from the
// archive of raw bytes, and says plainly where they are gone.
package explain

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/extract/portal/store"
	"gongkai/ingest"
)

// ErrNotFound says that the warehouse has no such report or indicator.
var ErrNotFound = errors.New("not found")

// Explanation is where the numbers of a report came from.
type Explanation struct {
	Report   Report            `json:"report"`
	Document Source            `json:"document"`
	Others   []Carrier         `json:"other_documents"`
	Versions []Version         `json:"versions"`
	Cells    []Cell            `json:"cells"`
	Claims   []Claim           `json:"claims"`
	Issues   []Issue           `json:"issues"` // those that are about no single cell
	Decided  []Decision        `json:"decisions"`
	doc      *gongkai.Document // as read again; nil where its bytes are gone
}

// Report is the head of a report as the warehouse has it.
type Report struct {
	ID          string `json:"report_id"`
	Version     int64  `json:"version"`
	AgencyID    string `json:"agency_id"`
	Agency      string `json:"agency"`
	Division    string `json:"division_code"`
	Scope       string `json:"scope"`
	Year        int64  `json:"year"`
	Template    string `json:"template"`
	Title       string `json:"title"`
	PublishedOn string `json:"published_on"`
	SignedOn    string `json:"signed_on"`
	Grade       string `json:"grade"`
}

// Source is the document that the standing version was read from.
type Source struct {
	SHA256    string `json:"sha256"`
	Path      string `json:"path"`
	URL       string `json:"url"`
	MediaType string `json:"media_type"`
	Bytes     int64  `json:"bytes"`
	ReadFrom  string `json:"read_from"` // file or archive entry that has the bytes now; "" where they are gone
	Gone      string `json:"gone"`      // why there are none, in a sentence
}

// Carrier is another document that carries the report.
type Carrier struct {
	Version    int64  `json:"version"`
	SHA256     string `json:"sha256"`
	Role       string `json:"role"`
	Path       string `json:"path"`
	URL        string `json:"url"`
	Superseded bool   `json:"superseded"`
}

// Version is one that was ever loaded.
type Version struct {
	Version     int64  `json:"version"`
	Standing    bool   `json:"standing"`
	SHA256      string `json:"sha256"`
	LoadedAt    string `json:"loaded_at"`
	PublishedOn string `json:"published_on"`
	Grade       string `json:"grade"`
	Differs     int64  `json:"differs"` // cells (of those asked for) that say something else than the standing version
}

// Cell is a fact with its way back.
type Cell struct {
	Indicator string   `json:"indicator"`
	Label     string   `json:"label"`
	Applicant string   `json:"applicant,omitempty"`
	Template  string   `json:"template"`
	Value     *string  `json:"value"`
	Status    string   `json:"status"`
	Approx    bool     `json:"approx,omitempty"`
	Method    string   `json:"method,omitempty"`
	Unit      string   `json:"unit,omitempty"`
	Raw       string   `json:"raw"`
	Locator   string   `json:"locator,omitempty"`
	Line      int      `json:"line,omitempty"`   // in the source, where its format has lines
	At        *string  `json:"at_place"`         // what stands there in the bytes read again; null where it could not be asked
	Row       []string `json:"row,omitempty"`    // the printed row, spans once, the cell in »«
	Column    []string `json:"column,omitempty"` // what stands above it, from the top
	Steps     []string `json:"steps"`
	Issues    []Issue  `json:"issues"`
	Rules     []Rule   `json:"rules,omitempty"` // rules that held where the cell is an operand
	Other     []string `json:"other_versions,omitempty"`
}

// Name returns indicator@applicant, or the indicator.
func (c *Cell) Name() string {
	if c.Applicant == "" {
		return c.Indicator
	}
	return c.Indicator + "@" + c.Applicant
}

// Agrees reports whether the raw text stands where the warehouse says.
func (c *Cell) Agrees() bool { return c.At != nil && *c.At == c.Raw }

// Claim is a number said in prose.
type Claim struct {
	ID      string  `json:"claim"`
	Value   *string `json:"value"`
	Approx  bool    `json:"approx,omitempty"`
	Period  string  `json:"period"`
	Quote   string  `json:"quote"`
	Locator string  `json:"locator"`
	At      *string `json:"at_place"`
}

// Issue is a rule that failed.
type Issue struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	LHS      string `json:"lhs,omitempty"`
	RHS      string `json:"rhs,omitempty"`
}

// Rule is how often a rule held on the report.
type Rule struct {
	Rule string `json:"rule"`
	Says string `json:"says"`
	Pass int64  `json:"pass"`
	Fail int64  `json:"fail"`
	Open int64  `json:"not_assessable"`
}

// Decision is what a person said of a cell; it changes no printed value.
type Decision struct {
	SHA256  string `json:"-"`
	Cell    string `json:"cell"`
	Verdict string `json:"verdict"`
	Value   string `json:"value,omitempty"`
	Reason  string `json:"reason"`
	Who     string `json:"who"`
	On      string `json:"on"`
}

// Options say where to look.
type Options struct {
	Archive   *store.Store // raw bytes; may be nil
	Parser    ingest.Parser
	Decisions []Decision // those on other documents are passed over
}

// Explain explains a report's cells: all, or those of an indicator, which may name
// an applicant (req.granted@total). Errors that wrap [ErrNotFound] say what there
// is instead.
func Explain(ctx context.Context, db *sql.DB, reportID, indicator string, o Options) (*Explanation, error) {
	w := &warehouse{ctx, db}
	e := &Explanation{}
	if err := w.head(e, reportID); err != nil {
		return nil, err
	}
	for _, d := range o.Decisions {
		if d.SHA256 == e.Document.SHA256 {
			e.Decided = append(e.Decided, d)
		}
	}
	if err := w.cells(e, reportID, indicator); err != nil {
		return nil, err
	}
	if err := w.issues(e, reportID, indicator != ""); err != nil {
		return nil, err
	}
	if err := w.versions(e, reportID); err != nil {
		return nil, err
	}
	e.reread(ctx, o)
	for i := range e.Cells {
		e.place(&e.Cells[i])
	}
	for i := range e.Claims {
		if c := &e.Claims[i]; e.doc != nil {
			if at, err := e.doc.At(gongkai.Locator(c.Locator)); err == nil {
				c.At = &at
			}
		}
	}
	return e, nil
}

// place says what stands at a cell's place, and around it.
func (e *Explanation) place(c *Cell) {
	c.Steps = steps(c)
	if e.doc == nil || c.Locator == "" {
		return
	}
	at, err := e.doc.At(gongkai.Locator(c.Locator))
	if err != nil {
		return
	}
	c.At = &at
	var t, r, col int
	if n, _ := fmt.Sscanf(c.Locator, "t%dr%dc%d", &t, &r, &col); n != 3 {
		return
	}
	grid := e.doc.Tables()[t-1].Grid
	this := &grid[r-1][col-1]
	c.Line = this.Line
	for j := range grid[r-1] {
		x := &grid[r-1][j]
		switch {
		case j == col-1:
			c.Row = append(c.Row, "»"+oneLine(x.Text)+"«")
		case x.IsOrigin(x.Row, j) && !x.Absent && x.Col != this.Col:
			c.Row = append(c.Row, oneLine(x.Text))
		}
	}
	if e.doc.Tables()[t-1].Layout == gongkai.Ragged {
		return // its columns say nothing
	}
	for i := 0; i < r-1; i++ {
		if col-1 < len(grid[i]) {
			if x := &grid[i][col-1]; x.Row == i && strings.TrimSpace(x.Text) != "" {
				c.Column = append(c.Column, oneLine(x.Text))
			}
		}
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// label returns an indicator's official label.
func label(id string) string {
	if i := canon.Get().Indicator(id); i != nil {
		return i.ZH
	}
	return ""
}
