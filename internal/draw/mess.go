package draw

import (
	"regexp"
	"slices"
)

// Mess is a kind of disorder that real reports show.
type Mess string

// The kinds of mess.
const (
	Notes        Mess = "notes"          // 12（注1）, 3（含上年1件）
	Units        Mess = "units"          // 12件, １２, 1,234
	Strange      Mess = "strange"        // 约20, 1.5, -2, 见附件, 无
	NoUnit       Mess = "no unit"        // money without a unit
	HeadUnit     Mess = "unit in header" // 采购总金额（万元）
	ExtraRow     Mess = "extra row"      // 其他主动公开文件
	ExtraColumn  Mess = "extra column"   // 小计 of the organisations
	MissingRow   Mess = "missing row"
	MissingTotal Mess = "missing total"
	TotalFirst   Mess = "total first"
	HeadAgain    Mess = "header again" // after a page break
	Torn         Mess = "torn"         // by a page break, without a header
	Alias        Mess = "alias"        // variants of labels
	LostHead     Mess = "lost header"  // no 本年增/减 over its column
	SwappedCols  Mess = "swapped columns"
	SwappedRows  Mess = "swapped rows"
	SubtotalRow  Mess = "subtotal row" // 小计 of a group
	NoOrdinals   Mess = "no ordinals"  // 属于国家秘密
	ShortHead    Mess = "short header" // 申请人情况 left out
	UnitRow      Mess = "unit row"     // 单位：件, within the table
	NoteRow      Mess = "note row"     // 注：…
	EmptyRow     Mess = "empty row"
	EmptyColumn  Mess = "empty column"
)

var everyMess = []Mess{Notes, Units, Strange, NoUnit, HeadUnit, ExtraRow, ExtraColumn, MissingRow, MissingTotal, TotalFirst, HeadAgain, Torn, Alias, LostHead,
	SwappedCols, SwappedRows, SubtotalRow, NoOrdinals, ShortHead, UnitRow, NoteRow, EmptyRow, EmptyColumn}

// kinds lists the kinds that a layout can show so that the truth is known.
func (l Layout) kinds() []Mess {
	without := func(ms ...Mess) []Mess {
		return slices.DeleteFunc(slices.Clone(everyMess), func(m Mess) bool { return slices.Contains(ms, m) })
	}
	switch l {
	case RunOn:
		return []Mess{MissingRow, Alias, SwappedRows}
	case Lines: // nothing tells an empty cell, nor a cell of no column
		return without(LostHead, ExtraRow, Torn, HeadAgain, SubtotalRow, ShortHead)
	case Pages: // a table for each row: there is nothing to tear
		return without(Torn, HeadAgain, SubtotalRow, ShortHead, UnitRow, NoteRow, EmptyRow, EmptyColumn)
	}
	return everyMess
}

// Kinds lists the kinds of mess that a layout can show.
func (l Layout) Kinds() []Mess { return l.kinds() }

func (d *drawer) chooseMess() {
	if !d.Messy {
		return
	}
	if d.Mess != "" {
		d.mess[d.Mess] = true
		return
	}
	kinds := d.Layout.kinds()
	for range 1 + d.rand.IntN(3) {
		d.mess[one(d, kinds...)] = true
	}
	if d.mess[TotalFirst] || d.mess[MissingTotal] { // one change to the columns at a time
		d.mess[ExtraColumn] = false
		d.mess[MissingTotal] = d.mess[MissingTotal] && !d.mess[TotalFirst]
	}
}

// variants are other wordings of the official labels.
var variants = map[string][]string{
	"规章":       {"部门规章", "规章（设区的市、自治州人民政府应提供相关数据）"},
	"规范性文件":    {"行政规范性文件"},
	"本年新制作数量":  {"本年制作数量", "本年新制作数"},
	"上一年项目数量":  {"上一年度项目数量", "上一年项目数量（指2019年事项数）"},
	"本年增/减":    {"本年增减", "本年增（减）", "本年增／减"},
	"处理决定数量":   {"处理决定数"},
	"本年处理决定数量": {"本年处理决定数", "本年处理绝对数量"},
	"现行有效件数":   {"现行有效件", "现行有效数"},
	"本年制发件数":   {"本年制发数量", "製發件數"},
	"自然人":      {"公民"},
	"法律服务机构":   {"律师事务所"},
	"一、本年新收政府信息公开申请数量": {"一、本年新收政府信息公开数量", "一、新收政府信息公开申请数量"},
	"二、上年结转政府信息公开申请数量": {"二、上年结转政府信息公开数量", "二、上年度结转政府信息公开申请数量"},
	"2.其他法律行政法规禁止公开":   {"2.其他法律法规禁止公开", "2、其他法律、行政法规禁止公开", "2.其它法律行政法规禁止公开"},
	"1.本机关不掌握相关政府信息":   {"1.本单位不掌握相关政府信息"},
	"（一）予以公开":          {"(一) 予以公开", "㈠予以公开", "一）予以公开"},
	"3.危及“三安全一稳定”":     {"3.危及三安全一稳定", "３．危及\"三安全一稳定\"", "③危及「三安全一稳定」"},
	"四、结转下年度继续办理":      {"四、结转下一年度继续办理", "四、结转下年继续办理"},
	"未经复议直接起诉":         {"直接起诉"},
	"总计":               {"合计"},
}

var ordinal = regexp.MustCompile(`^([一二三四]、|（[一二三四五六七]）|\d\.)`)

// say prints a label: as the form has it, or a variant, and in the report's way
// of punctuation and spacing.
func (d *drawer) say(text string) string {
	if vs := variants[text]; d.mess[Alias] && len(vs) > 0 && d.chance(2) {
		text = one(d, vs...)
	}
	if d.mess[NoOrdinals] {
		text = ordinal.ReplaceAllString(text, "")
	}
	return d.typed(text)
}
