package draw

// Shape is how an agency lays the form before 2019 out.
type Shape struct {
	Units   UnitPlace
	Numbers NumberColumns
	Code    bool // a column of codes before the labels
	TwoUp   bool // two sets of columns beside each other
	Merged  bool // the parts' labels in merged cells before their rows
	Title   bool // a title row over the header
	Local   bool // rows that the form does not have
	Foot    bool // a line below the rows: who filled them in
}

// UnitPlace says where the units stand.
type UnitPlace uint8

// The places of units.
const (
	UnitColumn UnitPlace = iota
	UnitInLabel
	NoUnits
)

// NumberColumns says which columns of numbers there are.
type NumberColumns uint8

// The columns of numbers.
const (
	YearOnly       NumberColumns = iota // 统计数
	YearNamed                           // 2016年
	WithAll                             // 2016年度|历年累计
	AllFirst                            // 历年累计|2016年度
	UnderOne                            // 2016年度|历年累计 below 统计数
	WithYearBefore                      // 2015年|2016年
	AllOnly                             // 历年累计: no number is the year's
	OtherYearOnly                       // 2015年度: the same
	NobodyKnows                         // 数量|数量
	allNumberColumns
)

// Shapes2014 lists what can be drawn in a layout: every choice of columns of
// numbers with every place of units, and the rest in turns.
func Shapes2014(l Layout) []Shape {
	var out []Shape
	for n := YearOnly; n < allNumberColumns; n++ {
		for _, u := range []UnitPlace{UnitColumn, UnitInLabel, NoUnits} {
			i := len(out)
			s := Shape{Numbers: n, Units: u, Code: i%4 == 1, TwoUp: i%5 == 2, Merged: i%3 == 1, Title: i%4 == 2, Local: i%2 == 0, Foot: i%3 == 0}
			if l == RunOn { // codes, and who filled it in, would run together with numbers
				s.Code, s.TwoUp, s.Foot = false, false, false
			}
			if l == Lines && s.TwoUp { // a code would follow a number of another set
				s.Code = false
			}
			if s.TwoUp || l == Lines || l == RunOn {
				s.Merged = false
			}
			if l == TSV && u != UnitColumn { // its rows have three cells or more
				s.Code = true
			}
			out = append(out, s)
		}
	}
	return out
}

// chooseMess draws one to three kinds of mess that the form can show.
func (f *form2014) chooseMess() {
	if !f.Messy {
		return
	}
	kinds := []Mess{MissingRow, Alias, Notes, Units, Strange, HeadAgain, Torn}
	switch f.Layout {
	case RunOn:
		kinds = kinds[:2]
	case Lines:
		kinds = kinds[:5]
	}
	for range 1 + f.rand.IntN(3) {
		f.mess[one(f.drawer, kinds...)] = true
	}
}
