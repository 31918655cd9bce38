package draw

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// T2014 is the form before 2019, which [Draw2014] draws.
const T2014 Template = "t2014"

// stat is a row of the form before 2019, typed out from the annex of
// 国办发〔2014〕32号: the depth of its numbering (4 is 其中), its number there, its label
// and unit. A heading has no unit.
type stat struct {
	id     string
	depth  int
	number int
	label  string
	unit   string
}

var stats = []stat{
	{"pd", 1, 1, "主动公开情况", ""},
	{"pd.info_disclosed", 2, 1, "主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"},
	{"pd.normative_disclosed", 4, 0, "主动公开规范性文件数", "条"},
	{"pd.normative_issued", 0, 0, "制发规范性文件总数", "件"},
	{"pd.channels", 2, 2, "通过不同渠道和方式公开政府信息的情况", ""},
	{"pd.channel_gazette", 3, 1, "政府公报公开政府信息数", "条"},
	{"pd.channel_website", 3, 2, "政府网站公开政府信息数", "条"},
	{"pd.channel_weibo", 3, 3, "政务微博公开政府信息数", "条"},
	{"pd.channel_wechat", 3, 4, "政务微信公开政府信息数", "条"},
	{"pd.channel_other", 3, 5, "其他方式公开政府信息数", "条"},
	{"resp", 1, 2, "回应解读情况", ""},
	{"resp.hot_topics", 2, 1, "回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次"},
	{"resp.channels", 2, 2, "通过不同渠道和方式回应解读的情况", ""},
	{"resp.press_conferences", 3, 1, "参加或举办新闻发布会总次数", "次"},
	{"resp.press_conferences_head", 4, 0, "主要负责同志参加新闻发布会次数", "次"},
	{"resp.web_interviews", 3, 2, "政府网站在线访谈次数", "次"},
	{"resp.web_interviews_head", 4, 0, "主要负责同志参加政府网站在线访谈次数", "次"},
	{"resp.interpretation_articles", 3, 3, "政策解读稿件发布数", "篇"},
	{"resp.weibo_wechat", 3, 4, "微博微信回应事件数", "次"},
	{"resp.other", 3, 5, "其他方式回应事件数", "次"},
	{"req", 1, 3, "依申请公开情况", ""},
	{"req.received", 2, 1, "收到申请数", "件"},
	{"req.received_in_person", 3, 1, "当面申请数", "件"},
	{"req.received_fax", 3, 2, "传真申请数", "件"},
	{"req.received_online", 3, 3, "网络申请数", "件"},
	{"req.received_mail", 3, 4, "信函申请数", "件"},
	{"req.closed", 2, 2, "申请办结数", "件"},
	{"req.closed_on_time", 3, 1, "按时办结数", "件"},
	{"req.closed_extended", 3, 2, "延期办结数", "件"},
	{"req.answered", 2, 3, "申请答复数", "件"},
	{"req.already_public", 3, 1, "属于已主动公开范围数", "件"},
	{"req.granted", 3, 2, "同意公开答复数", "件"},
	{"req.partially_granted", 3, 3, "同意部分公开答复数", "件"},
	{"req.denied", 3, 4, "不同意公开答复数", "件"},
	{"req.denied_state_secret", 4, 0, "涉及国家秘密", "件"},
	{"req.denied_trade_secret", 4, 0, "涉及商业秘密", "件"},
	{"req.denied_privacy", 4, 0, "涉及个人隐私", "件"},
	{"req.denied_security_stability", 4, 0, "危及国家安全、公共安全、经济安全和社会稳定", "件"},
	{"req.denied_not_gov_info", 4, 0, "不是《条例》所指政府信息", "件"},
	{"req.denied_other_law", 4, 0, "法律法规规定的其他情形", "件"},
	{"req.not_this_agency", 3, 5, "不属于本行政机关公开数", "件"},
	{"req.nonexistent", 3, 6, "申请信息不存在数", "件"},
	{"req.told_to_correct", 3, 7, "告知作出更改补充数", "件"},
	{"req.other_channel", 3, 8, "告知通过其他途径办理数", "件"},
	{"review", 1, 4, "行政复议数量", "件"},
	{"review.upheld", 2, 1, "维持具体行政行为数", "件"},
	{"review.corrected", 2, 2, "被依法纠错数", "件"},
	{"review.other", 2, 3, "其他情形数", "件"},
	{"litigation", 1, 5, "行政诉讼数量", "件"},
	{"litigation.upheld", 2, 1, "维持具体行政行为或者驳回原告诉讼请求数", "件"},
	{"litigation.corrected", 2, 2, "被依法纠错数", "件"},
	{"litigation.other", 2, 3, "其他情形数", "件"},
	{"complaints", 1, 6, "举报投诉数量", "件"},
	{"fees", 1, 7, "依申请公开信息收取的费用", "万元"},
	{"cap", 1, 8, "机构建设和保障经费情况", ""},
	{"cap.offices", 2, 1, "政府信息公开工作专门机构数", "个"},
	{"cap.reading_points", 2, 2, "设置政府信息公开查阅点数", "个"},
	{"cap.staff", 2, 3, "从事政府信息公开工作人员数", "人"},
	{"cap.staff_fulltime", 3, 1, "专职人员数（不包括政府公报及政府网站工作人员数）", "人"},
	{"cap.staff_parttime", 3, 2, "兼职人员数", "人"},
	{"cap.budget", 2, 4, "政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元"},
	{"train", 1, 9, "政府信息公开会议和培训情况", ""},
	{"train.meetings", 2, 1, "召开政府信息公开工作会议或专题会议数", "次"},
	{"train.courses", 2, 2, "举办各类培训班数", "次"},
	{"train.attendees", 2, 3, "接受培训人员数", "人次"},
}

// localStats are rows that provinces add, by the row behind which they stand.
var localStats = map[string]stat{
	"pd.channel_other":  {"local.pd.channels.政务客户端公开政府信息数", 3, 6, "政务客户端公开政府信息数", "条"},
	"req.received_mail": {"local.req.received.电子邮件申请数", 3, 5, "电子邮件申请数", "件"},
	"req.other_channel": {"local.req.answered.其他", 3, 9, "其他", "件"},
	"complaints":        {"local.complaints.重复举报投诉数", 2, 1, "重复举报投诉数", "件"},
	"train.attendees":   {"local.信息公开目录备案情况", 1, 10, "信息公开目录备案情况", ""},
	"+":                 {"local.信息公开目录备案情况.目录备案数", 2, 1, "目录备案数", "份"},
	"++":                {"local.信息公开目录备案情况.编印政府公报支出", 2, 2, "编印政府公报支出", "元"},
}

// sums are the rows that others add up to.
var sums = [][]string{
	{"req.received", "req.received_in_person", "req.received_fax", "req.received_online", "req.received_mail"},
	{"req.closed", "req.closed_on_time", "req.closed_extended"},
	{"req.denied", "req.denied_state_secret", "req.denied_trade_secret", "req.denied_privacy", "req.denied_security_stability", "req.denied_not_gov_info", "req.denied_other_law"},
	{"req.answered", "req.already_public", "req.granted", "req.partially_granted", "req.denied", "req.not_this_agency", "req.nonexistent", "req.told_to_correct", "req.other_channel"},
	{"review", "review.upheld", "review.corrected", "review.other"},
	{"litigation", "litigation.upheld", "litigation.corrected", "litigation.other"},
	{"cap.staff", "cap.staff_fulltime", "cap.staff_parttime"},
}

// Draw2014 draws a report of a year before 2019: prose, and the statistics form
// in one of the shapes that agencies give it.
func Draw2014(o Options, s Shape) Drawing {
	o.Template = T2014
	d := &drawer{Options: o, rand: rand.New(rand.NewPCG(o.Seed, 0x2014)), mess: map[Mess]bool{}, numbers: map[string]int64{}}
	f := &form2014{drawer: d, Shape: s, rows: stats}
	d.truth = Truth{Cells: map[string]Want{}, Template: string(T2014)}
	f.tell()
	f.chooseMess()
	if s.Local {
		f.addLocal()
	}
	f.draw()
	blocks := f.report()
	return Drawing{Name: fmt.Sprintf("%d.%s", o.Seed, o.Layout.ext()), Bytes: d.write(blocks), Truth: d.truth, Mess: d.messes()}
}

// form2014 is a report in the making.
type form2014 struct {
	*drawer
	Shape
	rows []stat
}

// addLocal puts the local rows among the form's.
func (f *form2014) addLocal() {
	f.rows = nil
	for _, r := range stats {
		f.rows = append(f.rows, r)
		if l, ok := localStats[r.id]; ok {
			f.rows = append(f.rows, l)
		}
	}
	f.rows = append(f.rows, localStats["+"], localStats["++"])
}

// draw draws the numbers, all different, small ones where digits run together.
// Sums hold but in a free report.
func (f *form2014) draw() {
	taken := map[int64]bool{}
	for _, r := range f.rows {
		f.numbers["s14."+r.id] = f.number(taken, 60000)
	}
	for again := !f.Free; again; {
		again = false
		seen := map[int64]bool{}
		for _, s := range sums {
			var sum int64
			for _, part := range s[1:] {
				sum += f.numbers["s14."+part]
			}
			f.numbers["s14."+s[0]] = sum
		}
		for k, n := range f.numbers {
			if seen[n] && !f.small() {
				f.numbers[k], again = f.number(taken, 60000), true
			}
			seen[n] = true
		}
	}
}

// tell draws who reports, for which year, and what is said beside the form.
func (f *form2014) tell() {
	place, bureau := one(f.drawer, places...), one(f.drawer, bureaus[:3]...)
	p := Prose{Agency: place.label + bureau.label, Division: place.id, Function: bureau.id, Year: 2014 + f.rand.IntN(5)}
	year := strconv.Itoa(p.Year)
	p.Title = p.Agency + year + "年政府信息公开工作年度报告"
	p.Preface = "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自" + year + "年1月1日至" + year + "年12月31日。"
	p.Signed = fmt.Sprintf("%d年2月%d日", p.Year+1, 5+f.rand.IntN(20))
	f.prose = p
	f.truth.Title, f.truth.Agency, f.truth.DivisionCode, f.truth.Function, f.truth.Year = p.Title, p.Agency, p.Division, p.Function, p.Year
}

// report draws the whole: six parts of prose, and the form as an annex.
func (f *form2014) report() []block {
	p, year := f.prose, strconv.Itoa(f.prose.Year)
	out := []block{{kind: "title", text: p.Title}, {kind: "text", text: p.Preface},
		{kind: "heading", text: "一、概述"}, {kind: "text", text: year + "年，本局按照部署推进政务公开，完善目录，规范流程。"},
		{kind: "heading", text: "二、主动公开政府信息情况"}, {kind: "text", text: "全年通过网站等渠道主动公开各类信息，内容包括机构职能、规划计划、财政资金和重点项目。"},
		{kind: "heading", text: "三、政府信息依申请公开工作情况"}, {kind: "text", text: "申请人可以当面、通过网络或者信函提出申请，本局均在规定时限内答复。"},
		{kind: "heading", text: "四、政府信息公开的收费及减免情况"}, {kind: "text", text: "本局依申请提供政府信息的收费情况见附表。"},
		{kind: "heading", text: "五、存在的主要问题和改进措施"}, {kind: "text", text: "公开内容还不够全面，更新还不够及时。下一步将加强培训，逐项对照目录检查。"},
		{kind: "text", text: p.Agency}, {kind: "text", text: p.Signed}}
	out = append(out, block{kind: "text", text: one(f.drawer, "附件：政府信息公开情况统计表", "政府信息公开情况统计表（"+year+"年度）", "附：统计表")})
	for _, t := range f.broken(f.table()) {
		out = append(out, block{kind: "table", table: t, part: "s14"})
	}
	return out
}
