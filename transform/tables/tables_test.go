package tables

import (
	"strconv"
	"strings"
	"testing"

	"gongkai"
	"gongkai/canon"
)

// document builds a document: a line is a paragraph; lines with bars are rows of
// a table, "~" is a place without a cell, "x^2" a cell over two rows, "^" the
// place below it, and "<" the place to the right of a cell that spans columns.
func document(text string) *gongkai.Document {
	d := &gongkai.Document{}
	var table *gongkai.Table
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		if !strings.Contains(l, "|") {
			table = nil
			d.Blocks = append(d.Blocks, gongkai.Block{Text: l})
			continue
		}
		if table == nil {
			table = &gongkai.Table{}
			d.Blocks = append(d.Blocks, gongkai.Block{Kind: gongkai.TableBlock, Table: table})
		}
		r := len(table.Grid)
		var row []gongkai.Cell
		for c, t := range strings.Split(l, "|") {
			t = strings.ReplaceAll(t, "⏎", "\n")
			cell := gongkai.Cell{Text: t, Row: r, Col: c, RowSpan: 1, ColSpan: 1}
			switch {
			case t == "~":
				cell.Text, cell.Absent = "", true
			case strings.Contains(l, " | "):
				table.Layout, cell.Text = gongkai.Ragged, strings.TrimSpace(t)
			case t == "<" && c > 0:
				cell = row[c-1]
			case t == "^" && r > 0 && c < len(table.Grid[r-1]):
				cell = table.Grid[r-1][c]
			case strings.HasSuffix(t, "^2"):
				cell.Text, cell.RowSpan = strings.TrimSuffix(t, "^2"), 2
			}
			row = append(row, cell)
		}
		table.Grid = append(table.Grid, row)
	}
	return d
}

const (
	items = "信息内容|上一年项目数量|本年增/减|处理决定数量\n"
	head  = "情况|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"
	five  = "结果维持|结果纠正|其他结果|尚未审结|总计\n"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string // facts, "indicator[@applicant]=value" or "=status"; "!x" for none
		issue      string // "rule indicator", which must be raised
	}{
		{"a row is read", items + "行政许可|3|-1|41", "pd.licensing.items_prior_year=3 pd.licensing.items_net_change=-1 pd.licensing.decisions=41", ""},
		{"a row short of a cell is not shifted", items + "行政处罚|8|9|~", "pd.penalty.items_prior_year=unparsed pd.penalty.decisions=unparsed", "T-03 pd.penalty.items_prior_year"},
		{"nor in the middle", items + "行政处罚|8|~|9", "pd.penalty.decisions=unparsed", "T-03 pd.penalty.decisions"},
		{"a blank beside numbers is said", items + "行政强制|8|9|", "pd.coercion.items_net_change=9 pd.coercion.decisions=blank", "T-08 pd.coercion.items_prior_year"},
		{"one number over two rows is nobody's", items + "行政处罚|5^2|0|1\n行政强制|^|2|3", "pd.penalty.items_prior_year=unparsed pd.coercion.items_prior_year=unparsed pd.coercion.decisions=3", "T-03 pd.coercion.items_prior_year"},
		{"words of the form in another table", items + "行政许可|3|-1|41\n全年工作量见下表，其中行政许可一栏含延续。\n类别|数量\n行政处罚|35", "pd.licensing.decisions=41 !pd.penalty.decisions=35", ""},
		{"last year's table beside this year's", head + "二、上年结转政府信息公开申请数量||1|0|0|0|0|1\n附：2021年申请情况\n" + head + "二、上年结转政府信息公开申请数量|3|0|0|0|0|0|3", "req.carried_in@natural_person=blank req.carried_in@total=1", "T-01 "},
		{"last year's table alone", "附：2021年办理情况\n" + items + "行政处罚|300|0|7", "pd.penalty.decisions=7", "T-09 pd.penalty.decisions"},
		{"two tables that differ", head + "（一）予以公开|1|2|3|4|5|6|21\n（二）部分公开|2|2|3|4|5|6|22\n" + "说明见后文，以下为各单位报送时的初稿数字。\n" + head + "（一）予以公开|9|8|7|6|5|4|39\n四、结转下年度继续办理|1|1|1|1|1|1|6", "req.granted@natural_person=unparsed", "T-06 req.carried_forward"},
		{"an unusual order of columns is said", "情况|总计|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他\n（一）予以公开|21|1|2|3|4|5|6", "req.granted@total=21 req.granted@natural_person=1 req.granted@org_other=6", "T-02 req.granted"},
		{"a dump with last year's total behind", "情况 | 申请人情况\n自然人 | 法人或其他组织 | 总计 | 上年总计\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他\n（一）予以公开 |  | 1 | 2 | 3 | 4 | 5 | 15 | 939\n（二）部分公开 | 1 | 2 | 3 | 4 | 5 |  | 15 | 940\n", "req.granted@total=15 req.granted@natural_person=blank req.partially_granted@natural_person=1 req.partially_granted@org_other=blank", "T-01 req.granted"},
		{"a dump with a column of remarks, left out where empty", "情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 | 备注\n（一）予以公开 |  | 1 | 2 | 3 | 4 | 5 | 15 | 无\n（二）部分公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21\n", "req.granted@total=15 req.granted@natural_person=blank req.partially_granted@natural_person=1 req.partially_granted@total=21", ""},
		{"a dump that repeats merged cells, 总计 first", "情况 | 申请人情况 | 申请人情况 | 申请人情况 | 申请人情况 | 申请人情况 | 申请人情况 | 申请人情况\n情况 | 总计 | 自然人 | 法人或其他组织 | 法人或其他组织 | 法人或其他组织 | 法人或其他组织 | 法人或其他组织\n情况 | 总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他\n（一）予以公开 | 21 | 1 | 2 | 3 | 4 | 5 | 6", "req.granted@total=21 req.granted@natural_person=1 req.granted@org_commercial=2", "T-02 req.granted"},
		{"a dump that repeats a merged label", head + "（六）其他处理|（六）其他处理|2|||2||4|", "req.other.total@natural_person=2 req.other.total@org_commercial=blank req.other.total@org_other=4 req.other.total@total=blank", ""},
		{"a row under its group in one cell", head + "（三）不予公开1.属于国家秘密|1|2|3|4|5|6|21\n2.其他法律行政法规禁止公开|7|0|0|0|0|0|7\n（五）不予处理2.重复申请|2|3|4|5|6|7|27\n（六）其他处理⏎3.其他|4|0|0|0|0|1|5", "req.denied.state_secret@natural_person=1 req.denied.state_secret@total=21 req.denied.prohibited_by_law@natural_person=7 req.not_processed.duplicate@org_other=7 req.other.misc@natural_person=4", ""},
		{"a row under another's group in one cell", head + "（一）予以公开|1|2|3|4|5|6|21\n（四）无法提供2.重复申请|2|3|4|5|6|7|27", "req.granted@total=21 !req.not_processed.duplicate@org_other=7", "T-05 req.not_processed.duplicate"},
		{"a column of remarks", strings.TrimSpace(head) + "|备注\n（一）予以公开|1|2|3|4|5|6|21|见注", "req.granted@org_other=6 req.granted@total=21", "T-01 req.granted"},
		{"small tables under their names", "行政复议\n" + five + "1|2|3|4|10\n行政诉讼（未经复议直接起诉）\n" + five + "2|2|3|4|11\n行政诉讼（复议后起诉）\n" + five + "3|2|3|4|12", "rl.review.upheld=1 rl.litigation_direct.upheld=2 rl.litigation_after_review.upheld=3", ""},
		{"small tables, each under its name in one wide cell", "行政复议|<|<|<|<\n" + five + "1|2|3|4|10\n\n行政诉讼|<|<|<|<|<|<|<|<|<\n未经复议直接起诉|<|<|<|<|复议后起诉|<|<|<|<\n" + strings.TrimSpace(five) + "|" + five + "2|2|3|4|11|3|2|3|4|12", "rl.review.upheld=1 rl.review.total=10 rl.litigation_direct.upheld=2 rl.litigation_after_review.upheld=3", ""},
		{"a row for each block", "类别|" + five + "行政复议|1|2|3|4|10\n未经复议直接起诉||||| \n复议后起诉|3|2|3|4|12\n行政诉讼|4|4|6|8|22", "rl.review.upheld=1 rl.litigation_direct.upheld=blank rl.litigation_after_review.upheld=3 rl.litigation_after_review.total=12", "T-01 "},
		{"outcomes downwards", "行政复议|结果维持|1\n行政复议|结果纠正|2\n行政复议|其他结果|3\n行政复议|尚未审结|4\n行政复议|总计|10\n未经复议直接起诉|结果维持|5\n未经复议直接起诉|结果纠正|6\n未经复议直接起诉|其他结果|7\n未经复议直接起诉|尚未审结|8\n未经复议直接起诉|总计|26\n复议后起诉|结果维持|11\n复议后起诉|结果纠正|12\n复议后起诉|其他结果|13\n复议后起诉|尚未审结|14\n复议后起诉|总计|50", "rl.review.upheld=1 rl.litigation_direct.pending=8 rl.litigation_after_review.total=50", "T-02 "},
		{"a label before the row of numbers", "类别|行政复议|<|<|<|<|未经复议直接起诉|<|<|<|<|复议后起诉|<|<|<|<\n类别|" + strings.TrimSpace(five) + "|" + strings.TrimSpace(five) + "|" + five + "件数|1|2|3|4|10|5|6|7|8|26|11|12|13|14|50", "rl.review.upheld=1 rl.litigation_direct.pending=8 rl.litigation_after_review.total=50", ""},
		{"a table cut in two between applicants", "情况|自然人|商业企业|科研机构\n（一）予以公开|1|2|3\n\n情况|社会公益组织|法律服务机构|其他|总计\n（一）予以公开|4|5|6|21", "req.granted@natural_person=1 req.granted@org_research=3 req.granted@org_public_interest=4 req.granted@total=21", ""},
		{"a unit torn by a line's end", "第二十条第（八）项\n信息内容|本年收费金额（单位：万⏎元）\n行政事业性收费|38.5", "pd.fees.amount_cny=385000", ""},
		{"a ruled header with its blocks in no place", "未经复议直接起诉|<|<|<|<|复议后起诉|<|<|<|<|行政复议|<|<|<|<\n~|~|" + strings.TrimSpace(five) + "|" + strings.TrimSpace(five) + "|" + five + "1|2|3|4|10|5|6|7|8|26|11|12|13|14|50|~|~", "!rl.litigation_direct.upheld=1", "T-03 "},
		{"small tables with their names below", five + "1|2|3|4|10\n行政复议\n" + five + "2|2|3|4|11\n行政诉讼（未经复议直接起诉）\n" + five + "3|2|3|4|12\n行政诉讼（复议后起诉）", "!rl.review.upheld=2 !rl.litigation_direct.upheld=3", "T-03 "},
		{"running text: blocks in another order", "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n复议后起诉\n未经复议直接起诉\n" + strings.Repeat("结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n", 3) + "11\n2\n3\n4\n20\n21\n2\n3\n4\n30\n31\n2\n3\n4\n40", "rl.review.upheld=11 rl.litigation_after_review.upheld=21 rl.litigation_direct.upheld=31", ""},
		{"running text: header torn over lines", "申请人情况\n自然人\n法人\n或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服\n务机构\n其他\n（一）予以公开\n1\n2\n3\n4\n5\n6\n21", "req.granted@natural_person=1 req.granted@org_legal_service=5 req.granted@total=21", ""},
		{"running text: an applicant's label is torn", "申请人情况\n法人或其他组织\n自然人 企业 科研机构 组织 构 其他 总计\n（一）予以公开 9 8 7 24", "req.granted@natural_person=ambiguous_text req.granted@org_other=ambiguous_text req.granted@total=ambiguous_text", "T-03 req.granted"},
		{"running text: the organisations' label above 自然人", "申请人情况\n法人或其他组织\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n（一）予以公开 1 2 3 4 5 6 21", "req.granted@natural_person=1 req.granted@org_commercial=2 req.granted@total=21", ""},
		{"running text: the organisations' label above 自然人, and they below", "申请人情况\n法人或其他组织\n自然人 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n（一）予以公开 1 2 3 4 5 6 21", "req.granted@natural_person=ambiguous_text req.granted@org_commercial=ambiguous_text", "T-03 req.granted"},
		{"a dump with the organisations' label above 自然人", "情况 | 申请人情况 | 法人或其他组织\n情况 | 申请人情况 | 自然人 | 总计\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他\n（一）予以公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21", "req.granted@natural_person=unparsed req.granted@org_commercial=unparsed", "T-03 req.granted"},
		{"running text: numbers apart are not taken apart", "信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 10 0", "pd.rules.issued=ambiguous_text pd.rules.in_force=ambiguous_text", "T-04 pd.rules.in_force"},
		{"running text: a column's label is torn", "信息内容 本年增/减 处理决定数量\n行政许可 43 67", "!pd.licensing.items_net_change=43 !pd.licensing.decisions=67", ""},
		{"applicants that ran into one another", "情况|申请人情况自然人|法人或其他组织|<|<|<|<|总计\n^|^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^\n（一）予以公开|13|24||35||46|", "req.granted@natural_person=unparsed req.granted@org_commercial=unparsed", "T-03 req.granted"},
		{"applicants that ran into one another, a label without cells", "情况|申请人情况自然人|法人或其他组织|<|<|<|<|总计\n^|^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^\n|||||||（一）予以公开", "!req.granted@natural_person=1", ""},
		{"a group's label among the numbers", head + "（一）予以公开|1|2|3|4|5|6|21\n2.没有现成信息需要另行制作|（四）无法提供^2|3|4|5|6|7|25\n3.补正后申请内容仍不明确|^|9|8|7|6|5|35", "req.granted@total=21 req.unable.creation_required@natural_person=unparsed req.unable.creation_required@org_commercial=unparsed req.unable.unclear_after_correction@total=unparsed", "T-03 req.unable.unclear_after_correction"},
		{"another order, and two columns unread", "情况|总计|自然人|法律服务机构|科研机构|社会公益组织|商 业 企|其 他 业\n（一）予以公开|29||3|5|7||14\n（二）部分公开|31|2|||11|18|", "!req.granted@natural_person=29 req.granted@total=unparsed req.partially_granted@natural_person=unparsed", "T-03 req.granted"},
		{"labels that can be parted in many ways", "情况|" + strings.Repeat("总计:", 13) + "甲|" + strings.Repeat("(五)不予处理1.", 5000) + "\n（一）予以公开|3", "", ""},
		{"titles that ran into one another", "信息内容|上一年项目数量本年增/减\n行政事业性收费|331", "!pd.fees.items_prior_year=331", ""},
		{"running text: a page's number among values", "信息内容\n上一年项目数量\n本年增/减\n行政事业性收费 4 5\n3", "pd.fees.items_prior_year=ambiguous_text pd.fees.items_net_change=ambiguous_text", "T-04 pd.fees.items_net_change"},
		{"running text: blanks lost, parts and sum", "申请人情况 自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他 （一）予以公开 870   62   932", "req.granted@natural_person=ambiguous_text", "T-04 req.granted"},
		{"running text: a change in words ends no row", "信息内容 上一年项目数量 本年增/减 处理决定数量\n行政强制 960 减2054 69", "pd.coercion.items_prior_year=960 pd.coercion.items_net_change=-2054 pd.coercion.decisions=69", ""},
		{"running text: a lone number is not taken apart", "信息内容 上一年项目数量 本年增/减 处理决定数量\n行政强制 480", "pd.coercion.items_prior_year=ambiguous_text pd.coercion.decisions=ambiguous_text", "T-04 pd.coercion.decisions"},
		{"running text: digits run together, the last 0", "信息内容上一年项目数量本年增/减处理决定数量行政强制480", "pd.coercion.items_prior_year=4 pd.coercion.decisions=0", "T-04 pd.coercion.decisions"},
		{"running text: a number that is not read ends the row", "信息内容 上一年项目数量 本年增/减\n行政事业性收费 17 见第4页", "!pd.fees.items_prior_year=1 !pd.fees.items_net_change=7", "T-04 pd.fees.items_net_change"},
		{"running text: the next row's number", "信息内容 上一年项目数量 本年增/减\n  1  行政事业性收费 3\n  2  第二十条第（九）项", "!pd.fees.items_net_change=2", "T-04 pd.fees.items_net_change"},
		{"running text: a row's number is no value", "信息内容 本年处理决定数量\n 5 行政处罚\n 6 行政强制 41", "!pd.penalty.decisions=6 pd.coercion.decisions=41", ""},
		{"running text: commas between cells, blanks within", "信息内容,本年新制作数量,本年新公开数量,对外公开总数量\n规范性文件,2 498,1 858,58", "!pd.normative_documents.newly_made=2", ""},
		{"running text: digits taken apart are said", "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他（一）予以公开230000023", "req.granted@natural_person=23 req.granted@total=23", "T-04 req.granted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := document(c.text)
			res := Read(d, 0, len(d.Blocks), 2022)
			got := map[string]string{}
			for _, f := range res.Facts {
				k := f.Indicator
				if f.Applicant != "" {
					k += "@" + f.Applicant
				}
				got[k] = string(f.Status)
				if f.Status == "" || f.Value.Valid != f.Status.HasValue() {
					t.Errorf("%s: status %q, value %v", k, f.Status, f.Value)
				}
				if f.Value.Valid {
					got[k] = f.Value.Decimal.String()
				}
				if f.Locator != "" {
					if at, err := d.At(f.Locator); err != nil || at != f.Raw {
						t.Errorf("%s: %q at %s, raw %q, %v", k, at, f.Locator, f.Raw, err)
					}
				}
			}
			for _, w := range strings.Fields(c.want) {
				k, v, _ := strings.Cut(strings.TrimPrefix(w, "!"), "=")
				if (got[k] == v) == strings.HasPrefix(w, "!") {
					t.Errorf("%s: got %q, want %s", k, got[k], w)
				}
			}
			found := c.issue == ""
			for _, i := range res.Issues {
				found = found || i.Rule+" "+i.Indicator == c.issue
			}
			if !found {
				t.Errorf("no issue %q among %v", c.issue, res.Issues)
			}
		})
	}
}

// Of a table whose columns can't be told nothing is read, and an issue says so.
func TestUnsettled(t *testing.T) {
	d := document("信息内容|本年制发件数|本年废止件数|现行有效件数\n规章 4 7 9|\n\n" + head + "（一）予以公开 1 2 3 4 5 6 21|\n")
	for i := range d.Blocks {
		if d.Blocks[i].Kind == gongkai.TableBlock {
			d.Blocks[i].Table.Layout = gongkai.Unsettled
		}
	}
	res := Read(d, 0, len(d.Blocks), 2022)
	if len(res.Facts) > 0 {
		t.Errorf("facts %v", res.Facts)
	}
	said := 0
	for _, i := range res.Issues {
		if i.Rule == "T-03" && strings.Contains(i.Message, "cannot be told") {
			said++
		}
	}
	if said == 0 {
		t.Errorf("no issue among %v", res.Issues)
	}
}

// A dump of a turned table keeps neither the groups' labels over their columns nor
// the first column of all rows: what stands one below the other says nothing.
func TestTurnedDump(t *testing.T) {
	text := "申请人情况 | 一、本年新收政府信息公开申请数量 | 二、上年结转政府信息公开申请数量 | （一）予以公开 | （二）部分公开 | （三）不予公开 | （四）无法提供 | （五）不予处理 | （六）其他处理 | （七）总计 | 四、结转下年度继续办理\n"
	var leaves []string
	for _, r := range canon.Get().Requests.Rows {
		if strings.HasPrefix(r.ID, "denied.") || strings.HasPrefix(r.ID, "unable.") || strings.HasPrefix(r.ID, "not_processed.") {
			leaves = append(leaves, r.ZH)
		}
	}
	text += strings.Join(leaves, " | ") + "\n"
	want := map[string]string{}
	for i, a := range canon.Get().Applicants.List {
		if a.ID == "org_commercial" {
			text += "法人或其他组织 | "
		}
		text += a.ZH
		for j, r := range canon.Get().Requests.Rows {
			if !r.In(canon.T2019) {
				continue
			}
			n := strconv.Itoa(1000*(i+1) + j)
			if (7*i+j)%11 == 0 {
				n = ""
			}
			want["req."+r.ID+"@"+a.ID] = n
			text += " | " + n
		}
		text += "\n"
	}
	d := document(text)
	for _, f := range Read(d, 0, len(d.Blocks), 2019).Facts {
		if k := f.Indicator + "@" + f.Applicant; f.Value.Valid && f.Value.Decimal.String() != want[k] {
			t.Errorf("%s: got %s, want %q or none", k, f.Value.Decimal, want[k])
		}
	}
}

// The labels of a turned table that lost one of them stand a column off: no sum
// over the applicants tells, so the numbers must be named.
func TestTurnedTableOff(t *testing.T) {
	for _, lost := range []string{"", "（二）部分公开", "（三）不予公开"} {
		head, lines := "申请人情况", make([]string, 7)
		for i, a := range canon.Get().Applicants.List {
			lines[i] = a.ZH
		}
		for j, r := range canon.Get().Requests.Rows {
			if !r.In(canon.T2019) {
				continue
			}
			if l := r.ZH; !strings.Contains(lost, l) || lost == "" {
				head += "|" + l
			}
			for i := range lines {
				lines[i] += "|" + strconv.Itoa(1000*(i+1)+j)
			}
		}
		if lost == "（三）不予公开" {
			head = strings.Replace(head, "|属于国家秘密", "|（三）不予公开", 1)
		}
		if lost == "（二）部分公开" {
			head += "|"
		}
		d := document(head + "\n" + strings.Join(lines, "\n"))
		res, named := Read(d, 0, len(d.Blocks), 2019), false
		for _, i := range res.Issues {
			named = named || i.Rule == "T-08" && i.Indicator == "req.denied.third_party"
		}
		if len(res.Facts) == 0 || named != (lost != "") {
			t.Errorf("%q lost: %d facts, issues %v", lost, len(res.Facts), res.Issues)
		}
	}
}
