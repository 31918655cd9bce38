package gongkai

import "github.com/shopspring/decimal"

// A Fact is one cell of a template: what the agency printed, or why there is no
// number. Value is valid only with status reported, derived or repaired. Counts
// are whole numbers; money is in yuan.
type Fact struct {
	Indicator string // id in canon: "req.granted"
	Applicant string // id in canon; "" except on req.*
	Template  string // template of the fact's own table
	Value     decimal.NullDecimal
	Status    Status
	Approx    bool   // printed as 约, 余, 多, …
	Method    Method // how the cell was found
	Unit      string // 件, 项, 条, CNY, …: unit of Value
	Raw       string // the cell's text as printed; "" where missing
	Locator   Locator
}

// Status says what stands behind a fact's value. The list is closed.
type Status string

// The statuses of a fact.
const (
	Reported      Status = "reported"       // a number was printed, 0 included
	Blank         Status = "blank"          // the cell is there and empty
	NotApplicable Status = "not_applicable" // printed as "/", "—", 无
	Missing       Status = "missing"        // its row or column is absent from the table
	Unparsed      Status = "unparsed"       // printed, but not a number of this indicator
	AmbiguousUnit Status = "ambiguous_unit" // money, and no unit is printed
	AmbiguousText Status = "ambiguous_text" // several readings, and nothing decides
	Derived       Status = "derived"        // several readings, and an identity leaves one
	Repaired      Status = "repaired"       // recognised from an image
)

// HasValue reports whether a fact of this status carries a value.
func (s Status) HasValue() bool { return s == Reported || s == Derived || s == Repaired }

// Method says how a fact's cell was found.
type Method string

// The methods by which cells are found.
const (
	ByLabel    Method = "label"    // row label and column header
	ByPosition Method = "position" // row label; the column by its place in the row
	ByText     Method = "text"     // labels in running text, cells told apart by breaks
	ByDigits   Method = "digits"   // a run of digits taken apart
	ByOCR      Method = "ocr"      // recognised in a picture
)
