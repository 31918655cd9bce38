package draw

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
)

// table draws the form.
func (f *form2014) table() *table {
	t := &table{labels: 1}
	if f.Code {
		t.labels++
	}
	if f.Merged {
		t.labels++
	}
	lines := f.lines()
	width := len(lines[len(lines)-1]) // of one set of columns
	if f.Merged {
		width = t.labels + f.unitColumns() + len(f.heads())
	}
	t.width = width
	if f.TwoUp {
		t.width *= 2
	}
	t.rows = f.header(t.width)
	t.head = len(t.rows)
	if !f.TwoUp {
		t.rows = append(t.rows, lines...)
	} else {
		half := (len(lines) + 1) / 2
		for i := range half {
			row := append([]cell{}, lines[i]...)
			if half+i < len(lines) {
				row = append(row, lines[half+i]...)
			} else {
				for range width {
					row = append(row, label("", 1, 1))
				}
			}
			t.rows = append(t.rows, row)
		}
	}
	if f.Foot {
		t.rows = append(t.rows, []cell{label("填报人：王某　联系电话：0595-87654321", 1, t.width)})
	}
	return t
}

func (f *form2014) unitColumns() int {
	if f.Units == UnitColumn {
		return 1
	}
	return 0
}

// heads returns the labels of the columns of numbers.
func (f *form2014) heads() []string {
	year, before := strconv.Itoa(f.prose.Year), strconv.Itoa(f.prose.Year-1)
	named := year + []string{"年", "年度", "年统计数"}[f.Seed%3]
	all := []string{"历年累计", "历年累计数", "历年总计"}[f.Seed%3]
	switch f.Numbers {
	case YearNamed:
		return []string{named}
	case WithAll, UnderOne:
		return []string{named, all}
	case AllFirst:
		return []string{all, []string{named, "本年度"}[f.Seed%2]}
	case WithYearBefore:
		return []string{before + "年", year + "年"}
	case AllOnly:
		return []string{all}
	case OtherYearOnly:
		return []string{before + "年度"}
	case NobodyKnows:
		return []string{"数量", "数量"}
	}
	return []string{[]string{"统计数", "数量", "本年度"}[f.Seed%3]}
}

// header draws the rows over the list.
func (f *form2014) header(width int) [][]cell {
	deep := 1
	if f.Numbers == UnderOne && !f.TwoUp {
		deep = 2
	}
	var top, low []cell
	sets := 1
	if f.TwoUp {
		sets = 2
	}
	for range sets {
		if f.Code {
			top = append(top, label(f.typed("序号"), deep, 1))
		}
		span := 1
		if f.Merged {
			span = 2
		}
		top = append(top, label([]string{"统计指标", "指标名称", "指标", "项目"}[f.Seed%4], deep, span))
		if f.Units == UnitColumn {
			unit := []string{"单位", "计量单位"}[f.Seed/5%2]
			if !f.TwoUp { // else the cell is narrow, and blanks break its lines
				unit = f.typed(unit)
			}
			top = append(top, label(unit, deep, 1))
		}
		if deep == 2 {
			top = append(top, label("统计数", 1, len(f.heads())))
		}
		for _, h := range f.heads() {
			if deep == 2 {
				low = append(low, label(h, 1, 1))
			} else {
				top = append(top, label(h, 1, 1))
			}
		}
	}
	rows := [][]cell{top}
	if deep == 2 {
		rows = append(rows, low)
	}
	if f.Title {
		title := label(f.prose.Agency+"政府信息公开情况统计表（"+strconv.Itoa(f.prose.Year)+"年度）", 1, width)
		rows = append([][]cell{{title}}, rows...)
	}
	return rows
}

// lines draws the rows of the list, one set of columns each.
func (f *form2014) lines() [][]cell {
	var out [][]cell
	left := f.leftOut()
	inner, part := false, -1 // whether a 其中 stands above; the row with the part's merged cell
	code := 0
	for _, r := range f.rows {
		if r.id == left {
			f.truth.Cells["s14."+r.id] = Want{Status: gongkai.Missing, Template: string(T2014), Issue: true}
			continue
		}
		if code++; f.Merged && r.depth == 1 && r.unit == "" {
			part = len(out)
			out = append(out, []cell{label(f.label(r, false), 0, 1)})
			code--
			continue
		}
		var row []cell
		if f.Code {
			row = append(row, label(strconv.Itoa(code), 1, 1))
		}
		span := 1
		switch {
		case !f.Merged:
		case r.depth == 1:
			part, span = -1, 2
		case part < 0:
			span = 2
		}
		row = append(row, label(f.label(r, inner), 1, span))
		inner = r.depth == 4
		row = append(row, f.numbersOf(r)...)
		if part >= 0 && len(out) == part+1 && len(out[part]) == 1 { // the first row of a part
			out[part][0].rows++
			head := out[part][0]
			at := 0
			if f.Code {
				at = 1
			}
			out[part] = append(append(append([]cell{}, row[:at]...), head), row[at:]...)
			continue
		}
		if part >= 0 {
			at := 0
			if f.Code {
				at = 1
			}
			out[part][at].rows++
		}
		out = append(out, row)
	}
	return out
}

// leftOut returns the row that is missing, "" for none.
func (f *form2014) leftOut() string {
	if !f.mess[MissingRow] {
		return ""
	}
	return one(f.drawer, "req.received_fax", "resp.weibo_wechat", "review.corrected", "litigation.upheld", "req.denied_privacy", "train.courses")
}

var (
	han      = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}
	aliases4 = map[string]string{
		"收到申请数": "收到申请总数", "网络申请数": "网上申请数", "不同意公开答复数": "不予公开答复数", "行政复议数量": "行政复议数", "行政诉讼数量": "行政诉讼数",
		"制发规范性文件总数": "制发规范性文件数", "告知作出更改补充数": "告知做出更改补充数", "被依法纠错数": "依法纠错数", "举报投诉数量": "举报投诉数",
		"维持具体行政行为或者驳回原告诉讼请求数": "维持具体行政行为或驳回原告诉讼请求数", "其他情形数": "其它情形数", "属于已主动公开范围数": "属于己主动公开范围数",
		"政务微博公开政府信息数": "政务微博公开数", "接受培训人员数": "接受培训人员数量",
	}
)

// label prints a row's label: with its number in the report's way, indented, with
// its unit where there is no column for it.
func (f *form2014) label(r stat, inner bool) string {
	text := r.label
	if a := aliases4[text]; f.mess[Alias] && a != "" {
		text = a
	}
	style := f.Seed % 4
	switch r.depth {
	case 1:
		text = han[r.number] + "、" + text
	case 2:
		text = []string{"（" + han[r.number] + "）", "(" + han[r.number] + ")", "（" + han[r.number] + "）", "(" + han[r.number] + ") "}[style] + text
	case 3:
		text = []string{fmt.Sprintf("%d.", r.number), fmt.Sprintf("%d、", r.number), wide(strconv.Itoa(r.number)) + "．", fmt.Sprintf("%d. ", r.number)}[style] + text
	case 4:
		if !inner || style > 1 {
			text = "其中：" + text
		}
	}
	if f.Units == UnitInLabel && r.unit != "" {
		text += one(f.drawer, "（"+r.unit+"）", "（单位："+r.unit+"）")
	}
	if f.Seed%5 == 1 {
		text = f.typed(text)
	}
	if f.Layout != RunOn && f.Seed%2 == 0 {
		text = strings.Repeat("\u3000", r.depth) + text
	}
	return text
}

// numbersOf draws the unit and the numbers of a row, and records what the year's
// must be read as.
func (f *form2014) numbersOf(r stat) []cell {
	var out []cell
	key, dash := "s14."+r.id, ""
	if r.unit == "" {
		if f.Seed%3 == 1 && f.Layout != RunOn {
			dash = "—"
		}
		for range f.unitColumns() + len(f.heads()) {
			out = append(out, label(dash, 1, 1))
		}
		return out
	}
	unit := r.unit
	if unit == "万元" && f.Seed%2 == 1 && f.Units == UnitColumn {
		unit = "元"
	}
	if f.Units == UnitColumn {
		out = append(out, label(unit, 1, 1))
	}
	own := f.own(r, key, unit)
	other := label(f.another(r), 1, 1)
	other.value = true
	switch f.Numbers {
	case WithAll, UnderOne:
		out = append(out, own, other)
	case AllFirst, WithYearBefore:
		out = append(out, other, own)
	case AllOnly, OtherYearOnly:
		f.truth.Cells[key] = Want{Status: gongkai.Missing, Template: string(T2014), Issue: true}
		out = append(out, other)
	case NobodyKnows:
		f.truth.Cells[key] = Want{Status: gongkai.Unparsed, Template: string(T2014), Issue: true}
		out = append(out, other, label(f.another(r), 1, 1))
	default:
		out = append(out, own)
	}
	w := f.truth.Cells[key]
	w.Issue = w.Issue || strings.HasPrefix(r.id, "local.") // it is said that it was kept
	if f.Layout == RunOn && len(f.heads()) > 1 && (w.Status == gongkai.Reported || w.Status == gongkai.AmbiguousUnit) {
		w.Open, w.Sure = true, true
		for i := range out {
			if out[i].value {
				w.Sure = w.Sure && strings.Trim(out[i].text, "0123456789") == ""
			}
		}
		n := len(out)
		w.Sure = w.Sure && splits(out[n-2].text+out[n-1].text, 2, nil) == 1
	}
	f.truth.Cells[key] = w
	return out
}

// own draws the number of the year reported on.
func (f *form2014) own(r stat, key, unit string) cell {
	local := strings.HasPrefix(r.id, "local.")
	switch {
	case local && f.Units == NoUnits: // without unit and number it would be a heading
		n := decimalOf(f.numbers[key])
		return f.put(key, string(T2014), n, Want{Value: n, Status: gongkai.Reported})
	case !strings.HasSuffix(unit, "元"):
		return f.count(key, string(T2014))
	}
	n := decimal.New(f.numbers[key], -2)
	w := Want{Value: n.String(), Status: gongkai.Reported}
	if unit == "万元" {
		w.Value = n.Mul(decimal.NewFromInt(10_000)).String()
	}
	switch {
	case f.Units != NoUnits || n.IsZero():
	case f.Seed%2 == 0 && f.Layout != RunOn:
		return f.put(key, string(T2014), n.String()+unit, w)
	default:
		w = Want{Status: gongkai.AmbiguousUnit, Issue: true}
	}
	return f.put(key, string(T2014), n.String(), w)
}

// another draws a number of other years.
func (f *form2014) another(r stat) string {
	if f.small() {
		return strconv.FormatInt(f.rand.Int64N(200), 10)
	}
	return strconv.FormatInt(100_000+f.rand.Int64N(800_000), 10)
}
