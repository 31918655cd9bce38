package issuer

import (
	"strings"
	"testing"
)

// TestSignals: what a title leaves open, other texts decide or do not.
func TestSignals(t *testing.T) {
	report := "2022年政府信息公开工作年度报告"
	for _, c := range []struct {
		what  string
		in    Input
		code  string
		as    string
		rules string
	}{
		{"level and site code", Input{Titles: []string{"县工信局" + report}, SiteCode: "2113240001"}, "211324", "喀喇沁左翼蒙古族自治县工信局", ""},
		{"branch of a national agency", Input{Titles: []string{"国家统计局方正调查队" + report}, SiteCode: "2301240001"}, "230124", "国家统计局方正调查队", ""},
		{"level and a portal of another level", Input{Titles: []string{"区教育局" + report}, SiteCode: "5108000001"}, "", "区教育局", "P-13"},
		{"no level, county's portal", Input{Titles: []string{"教育局" + report}, SiteCode: "5108020001"}, "510802", "利州区教育局", ""},
		{"no level, city's portal", Input{Titles: []string{"教育局" + report}, SiteCode: "5108000001"}, "", "教育局", "P-13"},
		{"no level, foot of a city's portal", Input{Titles: []string{"教育局" + report}, Footer: []string{"主办单位：广元市人民政府办公室"}}, "", "教育局", "P-13"},
		{"province", Input{Titles: []string{"自治区人民政府办公厅" + report}, SiteCode: "6500000001"}, "650000", "新疆维吾尔自治区人民政府办公厅", ""},
		{"township and site code", Input{Titles: []string{"钟祥镇" + report}, SiteCode: "5114210001"}, "511421", "仁寿县钟祥镇人民政府", ""},
		{"township and publisher", Input{Titles: []string{"建新镇" + report}, Publisher: "遂溪县建新镇人民政府"}, "440823", "遂溪县建新镇人民政府", ""},
		{"township of a city and site code", Input{Titles: []string{"柳州市沙塘镇" + report}, SiteCode: "4502050001"}, "450205", "柳州市沙塘镇人民政府", ""},
		{"township of a city on another's portal", Input{Titles: []string{"柳州市沙塘镇" + report}, SiteCode: "5301270001"}, "", "柳州市沙塘镇人民政府", "P-13"},
		{"abbreviation on its portal", Input{Titles: []string{"朝阳工信局" + report}, SiteCode: "1101050001"}, "110105", "朝阳区工信局", ""},
		{"abbreviation on another's portal", Input{Titles: []string{"武昌工信局" + report}, SiteCode: "1101050001"}, "", "武昌工信局", "P-13"},
		{"township and its county in the text", Input{Titles: []string{"建新镇" + report}, Body: []string{"遂溪县建新镇位于北部湾畔。"}}, "440823", "遂溪县建新镇人民政府", ""},
		{"township of many, and a county named once", Input{Titles: []string{"城关镇" + report}, Body: []string{"学习清丰县的经验。"}}, "", "城关镇", "P-13"},
		{"township that the portal's county does not have", Input{Titles: []string{"钟祥镇" + report}, SiteCode: "5301270001"}, "", "钟祥镇", "P-13"},
		{"our township, on a known host", Input{Titles: []string{report}, Body: []string{"2022年，我乡公开信息3条。"}, URL: "http://zgtc.gov.cn/1.shtml"}, "421222", "", "P-13"},
		{"park on its county's portal", Input{Titles: []string{"红星农场" + report}, SiteCode: "2311810001"}, "231181", "北安市红星农场", ""},
		{"signature alone", Input{Titles: []string{report}, Signature: []string{"嵩明县审计局", "2023年1月10日"}}, "530127", "嵩明县审计局", ""},
		{"drafter alone", Input{Body: []string{"本报告由嵩明县审计局编制，2022年数据。"}}, "530127", "嵩明县审计局", ""},
		{"origin alone", Input{Titles: []string{report}, Origin: "来源：嵩明县审计局"}, "530127", "嵩明县审计局", ""},
		{"foot of the page is not the issuer", Input{Titles: []string{report}, Footer: []string{"主办单位：嵩明县人民政府办公室"}, SiteCode: "5301270001"}, "", "", "P-13"},
		{"portal's owner as source", Input{Titles: []string{report}, Origin: "嵩明县人民政府办公室", Body: []string{"2022年，我局公开信息3条。"}}, "", "", "P-13"},
		{"body repeats its city", Input{Titles: []string{"2022年XX乡镇（部门）政府信息公开工作年度报告"},
			Body: []string{"2022年，我局认真工作。市经信局在万源市平台发布。", "万源市经信局印发，市经信局公开。万源市企业。"}}, "511781", "万源市经济和信息化局", "P-01"},
		{"body names two cities", Input{Titles: []string{"市教育局" + report},
			Body: []string{"我局落实达州市要求，达州市、达州市考核。市教育局在万源市平台发布，万源市学校。"}}, "", "市教育局", "P-13"},
		{"credit code", Input{Titles: []string{"水务局" + report}, URL: "http://x.gov.cn/a.jsp?area=11370828004431350G"}, "370828", "金乡县水务局", ""},
		{"broken credit code", Input{Titles: []string{"水务局" + report}, URL: "http://x.gov.cn/a.jsp?area=11370828004431351G"}, "", "水务局", "P-13"},
		{"title against signature", Input{Titles: []string{"嵩明县审计局" + report}, Signature: []string{"临西县审计局"}}, "530127", "嵩明县审计局", "P-15"},
		{"title against site code", Input{Titles: []string{"嵩明县审计局" + report}, SiteCode: "1305350001"}, "530127", "嵩明县审计局", "P-15"},
		{"code of the past", Input{Titles: []string{"丽水市审计局" + report}, IndexNumber: "113325000026455663"}, "331100", "丽水市审计局", ""},
		{"on the city's portal", Input{Titles: []string{"嵩明县审计局" + report}, SiteCode: "5301000001"}, "530127", "嵩明县审计局", ""},
		{"confused character", Input{Titles: []string{"沐阳县审计局" + report}}, "321322", "沭阳县审计局", "P-17"},
		{"confused within its city", Input{Titles: []string{"宿迁市沐阳县审计局" + report}}, "321322", "宿迁市沭阳县审计局", "P-17"},
		{"confused, with two meanings", Input{Titles: []string{"来阳市审计局" + report}}, "", "来阳市审计局", "P-13"}, // 耒阳市, 莱阳市
		{"two portals against each other", Input{Titles: []string{"鼓楼区审计局" + report}, SiteCode: "3201060001", Footer: []string{"主办单位：徐州市鼓楼区人民政府"}}, "", "鼓楼区审计局", "P-15 P-13"},
		{"committee's office", Input{Titles: []string{"县委办公室" + report}, SiteCode: "5301270001"}, "530127", "嵩明县委办公室", ""},
		{"no repair of a name that is right", Input{Titles: []string{"郸城县审计局" + report}}, "411625", "郸城县审计局", ""},
		{"heading on its own line", Input{Titles: []string{"淮安市人民政府", report}}, "320800", "淮安市人民政府", ""},
		{"portal in front", Input{Titles: []string{"嵩明县人民政府-嵩明县审计局" + report}}, "530127", "嵩明县审计局", ""},
		{"portal behind", Input{Titles: []string{"嵩明县审计局" + report + "_昆明市人民政府"}}, "530127", "嵩明县审计局", ""},
		{"portal behind a title without issuer", Input{Titles: []string{report + "-嵩明县人民政府"}}, "", "", "P-13"},
		{"issuer in brackets", Input{Titles: []string{report + "（嵩明县审计局）"}}, "530127", "嵩明县审计局", ""},
		{"name of the file", Input{Path: "a.zip!x/嵩明县审计局2022年政府信息公开年报.doc"}, "530127", "嵩明县审计局", ""},
		{"heading of the list is the city's", Input{Titles: []string{report, "柳州市" + report}, Signature: []string{"柳北区审计局"}}, "450205", "柳北区审计局", ""},
		{"heading of the list, and a bureau's text", Input{Titles: []string{report, "柳州市" + report}, Body: []string{"2022年，我局公开信息3条。"}}, "", "", "P-13"},
		{"police record alone", Input{Titles: []string{"区教育局" + report}, Footer: []string{"冀公网安备13030202002230号"}}, "", "区教育局", "P-13"},
		{"nothing", Input{}, "", "", "P-13"},
	} {
		got := Resolve(c.in)
		if got.DivisionCode != c.code || got.Agency != c.as || rules(got) != c.rules {
			t.Errorf("%s: got %q %q %q\n%+v", c.what, got.DivisionCode, got.Agency, rules(got), got)
		}
		if c.code != "" && len(got.Evidence) == 0 {
			t.Errorf("%s: no evidence", c.what)
		}
	}
}

// TestDivisionsOfTheTime: the code is the one valid on December 31 of the year.
func TestDivisionsOfTheTime(t *testing.T) {
	for _, c := range []struct{ title, code string }{
		{"淮安市洪泽区人民政府2025年", "320813"},
		{"洪泽县人民政府2013年", "320829"},
		{"洪泽县人民政府2016年", "320813"}, // signed with the old name after the change
		{"洪泽区人民政府2015年", "320829"}, // and published later under the new one
		{"大安市卫生和计划生育局2015年", "220882"},
		{"巢湖市人民政府2009年", "341400"},
		{"巢湖市人民政府2012年", "340181"},
		{"青龙县人民政府2020年", "130321"}, // its name until 1986, and now for short
		{"东乡县人民政府2013年", ""},       // Jiangxi's county, or Gansu's for short
		{"南郊区人民政府2019年", ""},       // one of three was renamed, two were split
		{"石家庄市桥东区人民政府2013年", "130103"},
		{"石家庄市桥东区人民政府2015年", ""}, // split between two
	} {
		if got := Resolve(Input{Titles: []string{c.title + "政府信息公开工作年度报告"}}); got.DivisionCode != c.code {
			t.Errorf("%s: %q, want %q", c.title, got.DivisionCode, c.code)
		}
	}
}

// A name given up long ago says little.
func TestOldNames(t *testing.T) {
	for _, c := range []struct {
		title string
		sure  bool
	}{{"洪泽县人民政府2017年", true}, {"洪泽县人民政府2020年", false}, {"青龙县人民政府2020年", true}} {
		got := Resolve(Input{Titles: []string{c.title + "政府信息公开工作年度报告"}})
		if got.DivisionCode == "" || (got.Confidence >= 0.8) != c.sure {
			t.Errorf("%s: %+v", c.title, got)
		}
	}
}

func TestBodyBoundaries(t *testing.T) {
	r := &resolver{in: &Input{Body: []string{"促进河南县域经济。南县工信局。与南县相比，江西南县"}}, out: &Result{}, names: names()}
	if n := r.scan().places["南县"]; n != 1 {
		t.Errorf("南县 ×%d, want once: behind a full stop", n)
	}
}

func TestYear(t *testing.T) {
	for _, c := range []struct {
		what  string
		in    Input
		year  int
		rules string
	}{
		{"plain", Input{Titles: []string{"嵩明县审计局2021年政府信息公开工作年度报告"}}, 2021, ""},
		{"年度", Input{Titles: []string{"嵩明县审计局2021年度政府信息公开年报"}}, 2021, ""},
		{"full width", Input{Titles: []string{"嵩明县审计局２０２１年政府信息公开工作年度报告"}}, 2021, ""},
		{"Chinese", Input{Titles: []string{"嵩明县审计局二〇二〇年政府信息公开工作年度报告"}}, 2020, ""},
		{"circles", Input{Titles: []string{"嵩明县审计局二○○九年政府信息公开工作年度报告"}}, 2009, ""},
		{"blanks", Input{Titles: []string{"嵩明县审计局 2025 年 政府信息公开工作年度报告"}}, 2025, ""},
		{"in front, without 年", Input{Titles: []string{"2009上海市政府信息公开工作年度报告"}}, 2009, ""},
		{"in the heading of the list", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告", "2020年信息公开年报"}}, 2020, ""},
		{"title before period", Input{Titles: []string{"嵩明县审计局2021年政府信息公开工作年度报告"}, Period: "统计期限自2020年1月1日起至2020年12月31日止"}, 2021, "P-02"},
		{"period", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告"}, Period: "数据统计期限从2019年1月1日到12月31日止"}, 2019, ""},
		{"period in the body, digits lost", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告"}, Body: []string{"统计期限为20201月1日起至202012月31日。"}}, 2020, ""},
		{"period that lost 月", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告"}, Period: "统计期限2018年11日至2018年1231日", PublishedOn: "2019-03-07"}, 2018, ""},
		{"body", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告"}, Body: []string{"2020年做了，2020年又做。2021年将做。"}}, 2020, ""},
		{"URL parameter", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告"}, URL: "http://x.gov.cn/a.jsp?fbtime=2017", PublishedOn: "2020-01-01"}, 2017, ""},
		{"URL date", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告"}, URL: "http://x.gov.cn/n/202201/t20220118_1542173.shtml"}, 2021, ""},
		{"publication", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告"}, PublishedOn: "2022-01-20"}, 2021, ""},
		{"range", Input{Titles: []string{"嵩明县审计局2020-2021年政府信息公开工作年度报告"}, PublishedOn: "2022-01-20"}, 0, "P-02"},
		{"range with words", Input{Titles: []string{"嵩明县审计局2020年至2021年政府信息公开工作年度报告"}}, 0, "P-02"},
		{"placeholder", Input{Titles: []string{"嵩明县审计局20XX年政府信息公开工作年度报告"}, Signature: []string{"嵩明县审计局"}}, 0, "P-01"},
		{"number of a rule", Input{Titles: []string{"嵩明县审计局政府信息公开工作年度报告"}, Period: "按照国办公开办函〔2021〕30号"}, 0, ""},
	} {
		got := Resolve(c.in)
		if got.Year != c.year || rules(got) != c.rules || got.DivisionCode == "" || !strings.HasPrefix(got.Agency, "嵩明") && !strings.HasPrefix(got.Agency, "上海") {
			t.Errorf("%s: year %d, issues %q, want %d, %q: %+v", c.what, got.Year, rules(got), c.year, c.rules, got)
		}
	}
}

// FuzzResolve: whatever a page says, nothing panics, and a place has a reason.
func FuzzResolve(f *testing.F) {
	f.Add("淮安市洪泽区人民政府 2025 年政府信息公开工作年度报告", "县工信局", "市经信局在万源市，我局", "4502050001")
	f.Add("2019年XX乡镇（部门）(", "重庆合川", "二〇二", "bm55000001")
	f.Fuzz(func(t *testing.T, title, line, body, code string) {
		got := Resolve(Input{Titles: []string{title, line}, Signature: []string{line}, Origin: line, Body: []string{body},
			SiteCode: code, IndexNumber: code, URL: code, Footer: []string{"主办单位：" + line, line}, Period: body, Path: title})
		if (got.DivisionCode == "") != (got.Confidence < Threshold) || got.DivisionCode != "" && len(got.Evidence) == 0 {
			t.Errorf("%+v", got)
		}
	})
}

var sink *Result

func benchBody() []string {
	p := "2022年，我局认真贯彻落实《中华人民共和国政府信息公开条例》，市经信局在万源市政务平台公开信息，完善制度，加强领导，全市各单位配合，促进经济和信息化工作高质量发展。"
	var body []string
	for range 60 { // about 5,000 characters
		body = append(body, p)
	}
	return body
}

func BenchmarkTitle(b *testing.B) {
	in := Input{Titles: []string{"万源市经济和信息化局2022年政府信息公开工作年度报告"}, Body: benchBody(), SiteCode: "5117810001"}
	for b.Loop() {
		sink = Resolve(in)
	}
}

func BenchmarkBody(b *testing.B) {
	in := Input{Titles: []string{"2022年XX乡镇（部门）政府信息公开工作年度报告"}, Body: benchBody()}
	for b.Loop() {
		sink = Resolve(in)
	}
}

func BenchmarkIndex(b *testing.B) {
	for b.Loop() {
		buildIndex()
	}
}
