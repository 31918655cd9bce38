// Package judge says of a link on a list page whether it may well lead to an
// annual disclosure report, and if not, why it is left. Recall comes first: what
// is let through is read later, and refused there if it is no report.
package judge

// Reason is why a link is left. The list is closed.
type Reason string

// The reasons. A link that is followed has none.
const (
	Report          Reason = ""                  // followed
	Navigation      Reason = "navigation"        // menu, path, pager, directory, picture, program
	OffHost         Reason = "off_host"          // on a host that the source does not list
	ScriptLink      Reason = "script_link"       // a report's title, but only a script knows the address
	News            Reason = "news"              // what happened
	Notice          Reason = "notice"            // notice, letter, announcement, instruction
	Guide           Reason = "guide"             // 政府信息公开指南, 目录, how to apply
	Regulation      Reason = "regulation"        // law, rule, procedure, blank form
	ImageReading    Reason = "image_reading"     // 一图读懂, 解读: about a report or a policy
	Plan            Reason = "plan"              // what is to be done: 要点, 方案
	Assessment      Reason = "assessment"        // self-check, appraisal, inspection
	PartYear        Reason = "part_year"         // of a quarter, month or half-year
	Finance         Reason = "finance"           // budget and accounts
	StatisticsOnly  Reason = "statistics_only"   // a table of numbers without a report
	OtherReport     Reason = "other_report"      // an annual report of another kind
	OtherAgency     Reason = "other_agency"      // surely of an agency that the portal is not for
	OtherYearList   Reason = "other_year_list"   // a further list, beyond the depth that is walked
	NotAnnualReport Reason = "not_annual_report" // nothing says that it is one
)

// Reasons lists all reasons for leaving a link.
var Reasons = []Reason{
	Navigation, OffHost, ScriptLink, News, Notice, Guide, Regulation, ImageReading, Plan, Assessment,
	PartYear, Finance, StatisticsOnly, OtherReport, OtherAgency, OtherYearList, NotAnnualReport,
}

// Verdict is what became of a link.
type Verdict struct {
	Reason Reason
	Why    string // for a person: the words that decided
	Year   int    // that the title or the address names, 0 if none
}

// Report reports whether the link is followed.
func (v Verdict) Report() bool { return v.Reason == Report }
