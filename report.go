package gongkai

import "github.com/shopspring/decimal"

// A Report is one agency's annual report for one year, as found in a document.
// A field that could not be decided is empty (Year 0), and an issue says why.
type Report struct {
	Title        string   // as printed, line breaks removed
	Agency       string   // issuer's name; "" where it could not be resolved
	DivisionCode string   // six digits, valid at the end of Year; "" where unresolved
	Function     string   // id of the agency's function; "" where unknown
	Scope        string   // one of the Scope constants
	Year         int      // the year reported on; 0 where unresolved
	Template     string   // t2014, t2019, t2021, mixed, or "" where no table was found
	PublishedOn  string   // ISO date, "" where unknown
	SignedOn     string   // ISO date, "" where unknown
	Functions    []string // of the agency, the primary first
	Confidence   float64  // of the issuer, 0 to 1
	ScopeSure    float64  // confidence of Scope, 0 to 1
	Evidence     []Evidence
	Sections     []Section
	Facts        []Fact
	Claims       []Claim
	Issues       []Issue
	Rules        []RuleCount
	Sketch       Sketch // of the narrative, for finding copies; nil where it is short
	Document     Source
}

// Scopes of a report: what its numbers count.
const (
	ScopeAgency       = "agency"                 // one agency's own numbers
	ScopeJurisdiction = "jurisdiction_aggregate" // a government's, with its departments
	ScopeOffice       = "office_self"            // a government office's own
)

// Evidence is one signal for the issuer, with the text that shows it.
type Evidence struct {
	Signal string  // title, signature, origin, site_code, body, …
	Text   string  // the text that was read
	Value  string  // what it was taken to say
	Weight float64 // 0 to 1
}

// A Section is one of a report's parts, as far as its heading was found.
type Section struct {
	ID      string // s1 … s6
	Heading string // as printed
	Text    string // paragraphs joined by '\n', tables left out
	Locator Locator
}

// A Claim is a number said in prose. Value is invalid where the number was lost
// in print. Counts are whole numbers; money is in yuan.
type Claim struct {
	ID      string // id in canon: "requests.received"
	Value   decimal.NullDecimal
	Approx  bool   // said as 约, 余, 多, …
	Period  Period // what the number counts over
	Unit    string // measure as printed: 件, 条, …; CNY of money
	Section string // s1 … s6, "" before the first
	Quote   string // the words that say it, as printed
	Locator Locator
}

// Period says over which time a claim's number counts.
type Period string

// The periods of a claim. Only numbers of the report's own year can be held
// against its tables.
const (
	PeriodYear       Period = "year"       // the year reported on
	PeriodCumulative Period = "cumulative" // several years together
	PeriodOther      Period = "other"      // another year
)

// TemplateMixed is the template of a report whose tables follow different ones.
const TemplateMixed = "mixed"

// RuleCount is how often a rule passed, failed, could not be assessed for want
// of an operand, or did not apply to a report.
type RuleCount struct {
	Rule                                     string
	Pass, Fail, NotAssessable, NotApplicable int
}
