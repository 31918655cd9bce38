package canon

// Kind is what an indicator's number is.
type Kind string

// The kinds of indicator: whole numbers of at least 0; signed changes; yuan.
const (
	Count Kind = "count"
	Delta Kind = "delta"
	Money Kind = "money"
)

// Ids of the tables that indicators belong to.
const (
	TableProactive  = "pd"
	TableRequests   = "req"
	TableChallenges = "rl"
	TableStatistics = "s14"
)

// Indicator is a cell of a form. On req.* one indicator stands for seven cells,
// one for each applicant.
type Indicator struct {
	ID          string // pd.rules.issued, req.granted, rl.review.upheld, s14.req.received
	Table       string // pd, req, rl, s14
	Row, Column string // ids on the table's axes; "" where the axis has one entry
	Subtable    string // of pd: art20_1 …
	ZH, EN      string
	Kind        Kind
	Unit        string // 件, 项, 条, 次, CNY, …
	Stock       bool   // a level at a date, not to be added over years
	ByApplicant bool
	Templates   []string
	Grade       string // comparability between t2019 and t2021: A to D
	Legal       string // articles of the Regulations
}

// In reports whether the indicator belongs to a template.
func (i *Indicator) In(template string) bool {
	for _, t := range i.Templates {
		if t == template {
			return true
		}
	}
	return false
}

// buildIndicators multiplies the axes of the tables out.
func (c *Canon) buildIndicators() []Indicator {
	out := c.proactiveIndicators()
	for _, r := range c.Requests.Rows {
		templates := r.Templates
		if len(templates) == 0 {
			templates = []string{T2019, T2021}
		}
		out = append(out, Indicator{
			ID: "req." + r.ID, Table: TableRequests, Row: r.ID, ZH: r.ZH, EN: r.EN, Kind: Count, Unit: "件",
			Stock: r.Stock, ByApplicant: true, Templates: templates, Grade: or(r.Grade, "A"), Legal: r.Legal,
		})
	}
	for _, b := range c.Challenges.Blocks {
		for _, o := range c.Challenges.Outcomes {
			out = append(out, Indicator{
				ID: "rl." + b.ID + "." + o.ID, Table: TableChallenges, Row: b.ID, Column: o.ID,
				ZH: b.ZH + "·" + o.ZH, EN: b.EN + ": " + o.EN, Kind: Count, Unit: "件", Stock: o.Stock,
				Templates: []string{T2019, T2021}, Grade: "A", Legal: "51",
			})
		}
	}
	for _, r := range c.Statistics.Rows {
		if r.Heading {
			continue
		}
		kind, unit := Count, r.Unit
		if unit == "万元" || unit == "元" {
			kind, unit = Money, "CNY"
		}
		out = append(out, Indicator{
			ID: r.ID, Table: TableStatistics, Row: r.ID, ZH: r.ZH, EN: r.EN, Kind: kind, Unit: unit,
			Templates: []string{T2014}, Grade: "C",
		})
	}
	return out
}

func (c *Canon) proactiveIndicators() []Indicator {
	var out []Indicator
	at := map[string]int{}
	for _, s := range c.Proactive.Subtables {
		for _, t := range []string{T2019, T2021} {
			for _, row := range s.Forms[t].Rows {
				for _, col := range s.Forms[t].Columns {
					id := "pd." + row + "." + col
					if i, ok := at[id]; ok {
						out[i].Templates = append(out[i].Templates, t)
						continue
					}
					at[id] = len(out)
					out = append(out, c.proactiveIndicator(s.ID, row, col, t))
				}
			}
		}
	}
	return out
}

func (c *Canon) proactiveIndicator(subtable, row, col, template string) Indicator {
	var r Label
	for _, l := range c.Proactive.Rows {
		if l.ID == row {
			r = l
		}
	}
	var k Column
	for _, l := range c.Proactive.Columns {
		if l.ID == col {
			k = l
		}
	}
	return Indicator{
		ID: "pd." + row + "." + col, Table: TableProactive, Row: row, Column: col, Subtable: subtable,
		ZH: r.ZH + "·" + or(k.Labels[row], k.ZH), EN: r.EN + ": " + k.EN, Kind: k.Kind, Unit: k.Unit,
		Stock: k.Stock, Templates: []string{template}, Grade: or(k.Grades[row], k.Grade), Legal: "20",
	}
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
