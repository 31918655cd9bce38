// Package explain traces a number of the warehouse back to the cell that it was
// printed in. It reads the document's bytes again, from its file or from the
// archive of raw bytes, and says plainly where they are gone.
package explain

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
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
	Report   Report     `json:"report"`
	Document Source     `json:"document"`
	Others   []Carrier  `json:"other_documents"`
	Versions []Version  `json:"versions"`
	Cells    []Cell     `json:"cells"`
	Claims   []Claim    `json:"claims"`
	Issues   []Issue    `json:"issues"` // those that are about no single cell
	Decided  []Decision `json:"decisions"`

	doc   *gongkai.Document         // as read again; nil where its bytes are gone
	bytes map[[3]int]stretchOfBytes // of a page's cells, by table, row and column from 0
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
	Encoding  string `json:"encoding,omitempty"` // as found when it was read again
	Bytes     int64  `json:"bytes"`
	ReadFrom  string `json:"read_from"` // file or archive entry that has the bytes now; "" where they are gone
	Archived  string `json:"archived"`  // the file in the archive that has them too; "" where it has none
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
	Bytes     []int    `json:"bytes,omitempty"`  // first, and one past the last, of the cell's content in a page's source
	Page      int      `json:"page,omitempty"`   // where the format has pages
	Box       *Box     `json:"box,omitempty"`    // of the cell on that page
	At        *string  `json:"at_place"`         // what stands there in the bytes read again; null where it could not be asked
	Row       []string `json:"row,omitempty"`    // the printed row, spans once, the cell in »«
	Column    []string `json:"column,omitempty"` // what stands above it, from the top
	Steps     []string `json:"steps"`
	Issues    []Issue  `json:"issues"`
	Rules     []Rule   `json:"rules,omitempty"` // rules that held where the cell is an operand
	Other     []string `json:"other_versions,omitempty"`
}

// Box is a rectangle on a page: points from its upper left corner.
type Box struct {
	X0 float64 `json:"x0"`
	Y0 float64 `json:"y0"`
	X1 float64 `json:"x1"`
	Y1 float64 `json:"y1"`
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
	Line    int     `json:"line,omitempty"` // of the paragraph, where the format has lines
	Page    int     `json:"page,omitempty"` // that the paragraph begins on, where it has pages
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
				c.Line, c.Page = e.paragraph(c.Locator)
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
		c.Line, c.Page = e.paragraph(c.Locator)
		return
	}
	grid := e.doc.Tables()[t-1].Grid
	this := &grid[r-1][col-1]
	c.Line = this.Line
	if p := this.Place; p != nil {
		round := func(x float64) float64 { return math.Round(10*x) / 10 }
		c.Page, c.Box = p.Page, &Box{round(p.X0), round(p.Y0), round(p.X1), round(p.Y1)}
	}
	if b, ok := e.bytes[[3]int{t - 1, this.Row, this.Col}]; ok {
		c.Bytes = []int{b.from, b.to}
	}
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

// paragraph returns the line and the page on which the block of a locator begins.
func (e *Explanation) paragraph(locator string) (line, page int) {
	var b int
	if n, _ := fmt.Sscanf(locator, "b%d:", &b); n == 1 && b >= 1 && b <= len(e.doc.Blocks) {
		return e.doc.Blocks[b-1].Line, e.doc.Blocks[b-1].Page
	}
	return 0, 0
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// label returns an indicator's official label.
func label(id string) string {
	if i := canon.Get().Indicator(id); i != nil {
		return i.ZH
	}
	return ""
}
