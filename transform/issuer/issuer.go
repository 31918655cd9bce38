// Package issuer decides which agency issued a report, where it sits, and for
// which year it reports. It takes what a page and its text say about
// themselves, and never invents: a name that fits two places is left
// unresolved unless a second signal leaves one.
package issuer

import (
	"gongkai"
	"gongkai/canon"
)

// Input is what a document says about its issuer. Every field is as printed and
// may be empty.
type Input struct {
	Titles      []string // the article's title first: heading in the text with its lines joined, page title, window title, heading of the list
	Signature   []string // the last lines: 方正县工业信息科技局, 2021年1月20日
	SignedOn    string   // ISO date
	PublishedOn string   // ISO date
	Period      string   // the sentence with 统计期限; "" looks for it in Body
	Origin      string   // 来源
	Publisher   string   // 发布机构
	SiteCode    string   // 网站标识码
	SiteName    string   // name of the portal
	IndexNumber string   // 索引号
	URL         string
	Breadcrumb  []string // outermost first
	Body        []string // paragraphs
	Footer      []string // lines of the page's foot: 主办单位, 公网安备, …
	Path        string
	Division    string // six digits: where the portal sits, as its operator says
}

// Result is what could be decided. Fields that could not are empty (Year 0), and
// an issue says why.
type Result struct {
	Agency          string // 万源市经济和信息化局: as printed, with its division in front
	DivisionCode    string // valid on December 31 of Year
	DivisionLevel   string // province, prefecture, county
	Function        string // id of the first function of the agency's name
	Functions       []string
	Scope           string  // one of gongkai.Scope…
	ScopeConfidence float64 // 0 to 1
	Year            int
	Decided         bool    // by a person, see Decide
	Confidence      float64 // of the division and the agency, 0 to 1; 0 where unresolved
	Evidence        []gongkai.Evidence
	Issues          []gongkai.Issue
}

// Threshold is the confidence below which an issuer counts as unresolved.
const Threshold = 0.6

// Resolve decides who issued a report. It always returns a result.
func Resolve(in Input) *Result {
	r := &resolver{in: &in, out: &Result{}, names: names()}
	r.resolveYear()
	r.readTitles()
	r.readLines()
	r.readCodes()
	r.decide()
	r.officeSums()
	r.finish()
	return r.out
}

// resolver holds what was read so far.
type resolver struct {
	in    *Input
	out   *Result
	names *index

	who    *claim  // who the report says it is from
	claims []claim // everybody that is named
	hints  []hint  // places without a name: codes, foot of the page
	body   *bodyScan
	notice bool // a title is of a text about reports
}

// A claim is a text that names an agency.
type claim struct {
	signal string
	text   string // as printed
	weight float64
	later  bool // of a title: another stands before it, so it may be the list's
	mention
}

// A hint is a place that a portal or a code names; never who the issuer is.
type hint struct {
	signal string
	text   string
	weight float64
	div    *canon.Division
	portal bool // it says where the portal sits, not the issuer
}

// finish writes down what follows from the decision.
func (r *resolver) finish() {
	o := r.out
	if o.DivisionCode == "" {
		r.issue("P-13", gongkai.SeverityError, "the issuer's place could not be decided")
	} else if o.Agency == "" {
		r.issue("P-13", gongkai.SeverityError, "the issuer's name could not be decided")
	}
	o.Confidence = float64(int(o.Confidence*100+0.5)) / 100
}

func (r *resolver) evidence(signal, text, value string, weight float64) {
	r.out.Evidence = append(r.out.Evidence, gongkai.Evidence{Signal: signal, Text: text, Value: value, Weight: weight})
}

func (r *resolver) issue(rule string, s gongkai.Severity, message string) {
	for _, i := range r.out.Issues {
		if i.Rule == rule && i.Message == message {
			return
		}
	}
	r.out.Issues = append(r.out.Issues, gongkai.Issue{Rule: rule, Severity: s, Message: message})
}
