package gongkai

// Severity of an issue.
type Severity string

// The severities: wrong or impossible; kept but doubtful; worth knowing.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// An Issue is something that a reader of the numbers must know. It names its
// indicator and applicant wherever it is about a cell.
type Issue struct {
	Rule      string // id in canon: "A-01"
	Severity  Severity
	Message   string // one English sentence, with the raw text where there is one
	Indicator string
	Applicant string
	LHS, RHS  string   // both sides of a failed identity, else ""
	Delta     string   // left side less the right one, else ""
	Cells     []string // the operands: "req.granted@total"
	Repair    []string // the least change of cells after which every broken identity holds, never applied: "req.granted@total=14"; several are alternatives
}
