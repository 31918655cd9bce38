package label

import (
	"testing"
	"unicode/utf8"
)

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"自\n然\n人":       "自然人",
		"总　计":           "总计",
		"其\u00a0它":      "其他",
		"危及“三安全 一稳定”":   "危及三安全一稳定",
		"危及「三安全一稳定」":    "危及三安全一稳定",
		"本年增／减":         "本年增减",
		"⾏政许可":          "行政许可", // Kangxi radicals
		"規範性檔案":         "规范性档案",
		"钩稽":            "勾稽",
		"规章\u200b":      "规章",
		"辦(ban)公(gong)": "办公",
		"其他法律、行政法规禁止公开": "其他法律行政法规禁止公开",
		"ＡＢ１": "AB1",
	} {
		if got := Key(in); got != want {
			t.Errorf("Key(%q) = %q, want %q", in, got, want)
		}
	}
	if got := CutKey("规章（设区的市、自治州人民政府应提供（例）数据）"); got != "规章" {
		t.Errorf("CutKey: %q", got)
	}
	// Not NFKC: a footnote mark must not become a digit.
	if got := Fold("12①"); got != "12①" {
		t.Errorf("Fold(12①) = %q", got)
	}
}

func TestOrdinals(t *testing.T) {
	for in, want := range map[string]struct {
		Ordinal
		rest string
	}{
		"一、本年":   {Ordinal{Han, 1}, "本年"},
		"十二、乙":   {Ordinal{Han, 12}, "乙"},
		"二十一、乙":  {Ordinal{Han, 21}, "乙"},
		"(三)不予":  {Ordinal{Bracketed, 3}, "不予"},
		"㈠予以":    {Ordinal{Bracketed, 1}, "予以"},
		"一)予以":   {Ordinal{Bracketed, 1}, "予以"},
		"(一)、予以": {Ordinal{Bracketed, 1}, "予以"},
		"1.属于":   {Ordinal{Arabic, 1}, "属于"},
		"2、重复":   {Ordinal{Arabic, 2}, "重复"},
		"⒈属于":    {Ordinal{Arabic, 1}, "属于"},
		"①属于":    {Ordinal{Arabic, 1}, "属于"},
		"(1)属于":  {Ordinal{Arabic, 1}, "属于"},
		"1.77万元": {Ordinal{}, "1.77万元"}, // a number
		"12":     {Ordinal{}, "12"},
		"02.其他":  {Ordinal{}, "02.其他"}, // the end of a run of zeros
		"三类内部":   {Ordinal{}, "三类内部"},
		"其他":     {Ordinal{}, "其他"},
	} {
		o, rest := CutOrdinal(in)
		if o != want.Ordinal || rest != want.rest {
			t.Errorf("CutOrdinal(%q) = %v %q, want %v %q", in, o, rest, want.Ordinal, want.rest)
		}
	}
}

func TestIndex(t *testing.T) {
	x := NewIndex()
	x.Add("decisions", "处理决定数量", "本年处理决定数量")
	x.AddMisprints("decisions", "处理绝对数量")
	x.Add("in_force", "现行有效件数")
	x.Add("made", "本年新制作数量")
	x.Add("disclosed", "本年新公开数量")
	x.Add("rules", "规章")
	x.Add("other", "其他")
	for in, want := range map[string]struct {
		id  string
		how How
	}{
		"本年处理决定数量":          {"decisions", Exact},
		"1. 处理决定\n数量":       {"decisions", Exact},
		"处理决定数量(指2020年办件量)": {"decisions", Exact},
		"本年处理决策数量":          {"decisions", ByMisprint},
		"处理绝对数量":            {"decisions", ByMisprint},
		"现行有效件":             {"in_force", ByPhrase},
		"本年新":               {"", NotFound}, // too short, and two labels begin so
		"本年新公":              {"disclosed", ByPhrase},
		"规章制度":              {"", NotFound},
		"其他结果":              {"", NotFound},
		"其它":                {"other", Exact},
		"":                  {"", NotFound},
		"一段很长的文字里提到了处理决定数量这几个字而已": {"", NotFound},
	} {
		if id, how := x.Find(in); id != want.id || how != want.how {
			t.Errorf("Find(%q) = %q %d, want %q %d", in, id, how, want.id, want.how)
		}
	}
}

func TestLonger(t *testing.T) {
	for _, s := range []string{"", "公开", " 公　开\u200b\n", "Ａ\u00ad\ufeff公b\u2060", "政府信息公开"} {
		n := utf8.RuneCountInString(Strip(s))
		if Longer(s, n) || n > 0 && !Longer(s, n-1) {
			t.Errorf("%q has %d characters", s, n)
		}
	}
}
