package gongkai

import (
	"encoding/json"
	"io"

	"github.com/shopspring/decimal"
)

// WriteJSON writes an outcome as `gongkai parse` prints it: one JSON object a
// line for each report, or one line with the reason why there is none. Values
// are exact decimal numbers, or null.
func (o *Outcome) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if o.Kind != IsReport {
		return e.Encode(struct {
			Outcome OutcomeKind `json:"outcome"`
			Reason  Reason      `json:"reason"`
			Detail  string      `json:"detail"`
			Pages   int         `json:"pages,omitempty"`
			Images  int         `json:"images,omitempty"`
		}{o.Kind, o.Reason, o.Detail, o.Pages, o.Images})
	}
	for _, r := range o.Reports {
		if err := e.Encode(reportLine(r)); err != nil {
			return err
		}
	}
	return nil
}

type reportJSON struct {
	Outcome      OutcomeKind   `json:"outcome"`
	Title        string        `json:"title"`
	Agency       *string       `json:"agency"`
	DivisionCode *string       `json:"division_code"`
	Function     *string       `json:"function"`
	Scope        *string       `json:"scope"`
	Year         *int          `json:"year"`
	Template     *string       `json:"template"`
	PublishedOn  *string       `json:"published_on"`
	SignedOn     *string       `json:"signed_on"`
	Confidence   float64       `json:"confidence"`
	SHA256       string        `json:"document_sha256"`
	Sections     []sectionJSON `json:"sections"`
	Facts        []factJSON    `json:"facts"`
	Claims       []claimJSON   `json:"claims"`
	Issues       []issueJSON   `json:"issues"`
}

type sectionJSON struct {
	ID      string  `json:"id"`
	Heading string  `json:"heading"`
	Locator Locator `json:"locator"`
}

type factJSON struct {
	Indicator string       `json:"indicator"`
	Applicant *string      `json:"applicant"`
	Template  string       `json:"template"`
	Value     *json.Number `json:"value"`
	Status    Status       `json:"status"`
	Approx    bool         `json:"approx,omitempty"`
	Method    Method       `json:"method,omitempty"`
	Unit      string       `json:"unit"`
	Raw       string       `json:"raw"`
	Locator   *string      `json:"locator"`
}

type claimJSON struct {
	Claim   string       `json:"claim"`
	Value   *json.Number `json:"value"`
	Approx  bool         `json:"approx,omitempty"`
	Period  Period       `json:"period"`
	Unit    string       `json:"unit,omitempty"`
	Section string       `json:"section,omitempty"`
	Quote   string       `json:"quote"`
	Locator Locator      `json:"locator"`
}

type issueJSON struct {
	Rule      string   `json:"rule"`
	Severity  Severity `json:"severity"`
	Message   string   `json:"message"`
	Indicator *string  `json:"indicator"`
	Applicant *string  `json:"applicant"`
	LHS       string   `json:"lhs,omitempty"`
	RHS       string   `json:"rhs,omitempty"`
	Delta     string   `json:"delta,omitempty"`
	Cells     []string `json:"cells,omitempty"`
	Repair    []string `json:"repair,omitempty"`
}

func reportLine(r *Report) reportJSON {
	out := reportJSON{
		Outcome: IsReport, Title: r.Title, Agency: text(r.Agency), DivisionCode: text(r.DivisionCode),
		Function: text(r.Function), Scope: text(r.Scope), Template: text(r.Template),
		PublishedOn: text(r.PublishedOn), SignedOn: text(r.SignedOn), Confidence: r.Confidence,
		SHA256: r.Document.SHA256, Sections: []sectionJSON{}, Facts: []factJSON{}, Claims: []claimJSON{}, Issues: []issueJSON{},
	}
	if r.Year != 0 {
		out.Year = &r.Year
	}
	for _, s := range r.Sections {
		out.Sections = append(out.Sections, sectionJSON{s.ID, s.Heading, s.Locator})
	}
	for i := range r.Facts {
		f := &r.Facts[i]
		out.Facts = append(out.Facts, factJSON{
			Indicator: f.Indicator, Applicant: text(f.Applicant), Template: f.Template, Value: number(f.Value),
			Status: f.Status, Approx: f.Approx, Method: f.Method, Unit: f.Unit, Raw: f.Raw, Locator: text(string(f.Locator)),
		})
	}
	for _, c := range r.Claims {
		out.Claims = append(out.Claims, claimJSON{c.ID, number(c.Value), c.Approx, c.Period, c.Unit, c.Section, c.Quote, c.Locator})
	}
	for _, i := range r.Issues {
		out.Issues = append(out.Issues, issueJSON{i.Rule, i.Severity, i.Message, text(i.Indicator), text(i.Applicant), i.LHS, i.RHS, i.Delta, i.Cells, i.Repair})
	}
	return out
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func number(d decimal.NullDecimal) *json.Number {
	if !d.Valid {
		return nil
	}
	n := json.Number(d.Decimal.String())
	return &n
}
