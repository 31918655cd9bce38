package sections

import (
	"strings"
	"testing"

	"gongkai"
)

func TestOf(t *testing.T) {
	for line, want := range map[string]string{
		"一、总体情况":                      "s1",
		"一、政府信息公开工作总体情况":              "s1",
		"总体情况":                        "s1",
		"二、政府信息主动公开情况":                "s2",
		"一、主动公开政府信息情况":                "s2", // misnumbered
		"三、收到和处理政府信息依申请公开情况":          "s3",
		"4、 政府信息公开被申请行政复议、提起行政诉讼情况":   "s4",
		"四、因政府信息公开工作被申请行政复议、提起行政诉讼情况": "s4",
		"五、存在的主要问题及整改措施":              "s5",
		"五、政府信息公开工作存在的主要问题及改进情况":      "s5",
		"六、其他需要报告的事项":                 "s6",
		"六、其它需要报告的事项":                 "s6",
		"四、结转下年度继续办理":                 "",
		"三、本年度办理结果":                   "",
		"二、上年结转政府信息公开申请数量":            "",
		"（五）主动公开政府信息的情况":              "", // a sub-heading
		"我局高度重视政府信息公开工作，主动公开情况良好。":    "",
	} {
		got := ""
		if s := Of(line); s != nil {
			got = s.ID
		}
		if got != want {
			t.Errorf("Of(%q) = %q, want %q", line, got, want)
		}
	}
}

func doc(lines ...string) *gongkai.Document {
	d := &gongkai.Document{}
	for _, l := range lines {
		d.Blocks = append(d.Blocks, gongkai.Block{Text: l})
	}
	return d
}

func TestTitleUnderARubric(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"年报", "清水县水务局2022年政府信息公开工作年度报告", "清水县水务局2022年政府信息公开工作年度报告"},
		{"信息公开年度报告", "清水县水务局2022年政府信息公开工作年度报告", "清水县水务局2022年政府信息公开工作年度报告"},
		{"Sheet1", "清水县水务局2022年政府信息公开工作年度报告", "清水县水务局2022年政府信息公开工作年度报告"},
		{"2022年度", "清水县水务局政府信息公开工作年度报告", "2022年度清水县水务局政府信息公开工作年度报告"},
		{"清水县水务局", "2022年政府信息公开工作年度报告", "清水县水务局2022年政府信息公开工作年度报告"},
		{"清水县水务局2022年政府信息公开", "年度报告", "清水县水务局2022年政府信息公开年度报告"},
	} {
		d := doc(c.first, c.second, "一、总体情况", "甲段。")
		if o := Read(d, 0, len(d.Blocks), nil); len(o.Titles) == 0 || o.Titles[0] != c.want {
			t.Errorf("%s, %s: titles %q, want %q", c.first, c.second, o.Titles, c.want)
		}
	}
}

func TestReadKeepsTextUnderItsHeading(t *testing.T) {
	d := doc("清水县水务局2022年政府信息公开", "工作年度报告", "本报告所列数据的统计期限自2022年1月1日至12月31日。",
		"一、总体情况", "甲段。", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "乙段。", "四、政府信息公开行政复议、行政诉讼情况",
		"五、存在的主要问题及改进情况", "丙段。", "六、其他需要报告的事项", "无。", "清水县水务局", "2023年1月9日")
	o := Read(d, 0, len(d.Blocks), nil)
	if len(o.Titles) == 0 || o.Titles[0] != "清水县水务局2022年政府信息公开工作年度报告" {
		t.Errorf("titles %q", o.Titles)
	}
	var ids []string
	for _, s := range o.Sections {
		ids = append(ids, s.ID+":"+s.Text)
		if got, err := d.At(s.Locator); err != nil || got != s.Heading {
			t.Errorf("section %s: %q at its locator, heading %q, %v", s.ID, got, s.Heading, err)
		}
	}
	if got := strings.Join(ids, " "); !strings.HasPrefix(got, "s1:甲段。 s2: s3:乙段。 s4: s5:丙段。 s6:无。") {
		t.Errorf("sections %q", got)
	}
	if o.SignedOn != "2023-01-09" || !strings.Contains(o.Period, "2022年1月1日") {
		t.Errorf("signed %q, period %q", o.SignedOn, o.Period)
	}
}

// A dump may run the whole report on in one paragraph.
func TestHeadingsWithinAParagraph(t *testing.T) {
	long := "某段文字说明本报告由总体情况、主动公开政府信息情况等组成。一、总体情况" + strings.Repeat("年内工作平稳推进。", 10) + "二、主动公开政府信息情况信息内容三、收到和处理政府信息公开申请情况申请人情况一、本年新收政府信息公开申请数量四、结转下年度继续办理四、政府信息公开行政复议、行政诉讼情况五、存在的主要问题及改进情况不足六、其他需要报告的事项无"
	o := Read(doc(long), 0, 1, nil)
	if len(o.Sections) != 6 {
		t.Fatalf("%d sections", len(o.Sections))
	}
	for i, s := range o.Sections {
		if s.ID != "s"+string(rune('1'+i)) {
			t.Errorf("section %d is %s", i+1, s.ID)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2021年1月20日": "2021-01-20", "2021-01-15 17:55": "2021-01-15", "二〇二一年一月二十日": "2021-01-20", "二○二三年十二月三十一日": "2023-12-31",
		"2021.1.20": "2021-01-20", "２０２２年３月５日": "2022-03-05", "20201月1日": "", "2021年13月1日": "", "": "",
	} {
		if got := Date(in); got != want {
			t.Errorf("Date(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTitlesAndNotices(t *testing.T) {
	for _, s := range []string{"清水县水务局2022年政府信息公开工作年度报告", "2020年信息公开年报", "某镇2021年度政府信息公开年度报告.docx", "2024年政府信息公开情况报告"} {
		if !IsTitle(s) {
			t.Errorf("%q is a title", s)
		}
	}
	for _, s := range []string{"关于做好2009年度政府信息公开工作年度报告有关事项的通知", "2020年四季度政务公开工作自查报告", "清水县召开年度工作会", "政府信息公开指南",
		"您现在的位置：首页 > 政务公开 > 政府信息公开年报", "首页/政务公开/政府信息公开年报"} {
		if IsTitle(s) {
			t.Errorf("%q is no title", s)
		}
	}
}
