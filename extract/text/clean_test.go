package text

import "testing"

func TestCleanStripsCodesAndKeepsWords(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"[bookmark: _GoBack]", ""},
		{"一、概况[bookmark: OLE_LINK1]", "一、概况"},
		{"EMBED Word.Document.8", ""},
		{`EMBED Excel.Sheet.12 \s 表`, " 表"},
		{`见 HYPERLINK "http://example.org/?a=1" \l "top" \t "_blank" 网页`, "见  网页"},
		{`PAGE \* MERGEFORMAT`, ""},
		{`PAGE \* MERGEFORMAT 14`, ""},
		{`PAGE \* MERGEFORMAT 14 件`, " 14 件"},
		{"<!--[if !supportLists]-->1.<!--[endif]--> 加强<o:p></o:p>", "1. 加强"},
		{"<5件，[附件: 3]", "<5件，[附件: 3]"},
		{"总\u200b计\ufeff", "总计"},
		{"1\x00\x081", "11"},
		{"0\a7\a", "0\t7\t"}, // Word's cell marks: "07" would be a number of its own
		{"结果\v维持", "结果\n维持"},
		{"\f五、问题", "五、问题"},
	} {
		if got := clean(c.raw); got != c.want {
			t.Errorf("clean(%q) = %q, want %q", c.raw, got, c.want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for _, c := range []struct {
		text string
		kind rune
	}{
		{"一、概况", '一'}, {"十二、附则", '一'}, {"（三）办理", '（'}, {"( 一 ) 公开", '（'}, {"（1）甲", '（'},
		{"1.属于", '1'}, {"12、其他", '1'}, {"4、 被申请", '1'},
		{"1.77万元", 0}, {"2020年", 0}, {"一是加强", 0}, {"（件）", 0}, {"", 0}, {"0", 0}, {"100、多", 0},
	} {
		if kind, size := ordinal(c.text); kind != c.kind || size > len(c.text) {
			t.Errorf("ordinal(%q) = %q, %d, want %q", c.text, kind, size, c.kind)
		}
	}
}

func TestIsValue(t *testing.T) {
	for _, s := range []string{"0", "+1", "－2", "1,234", "１２", "1.77万元", "—", "/", "12件", " 3 "} {
		if !isValue(s) {
			t.Errorf("%q is a value", s)
		}
	}
	for _, s := range []string{"", " ", "无", "规章", "2021年1月5日", "件", "12号"} {
		if isValue(s) {
			t.Errorf("%q is no value", s)
		}
	}
}

func TestStripBold(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{"**总计**", "总计"}, {"(一) **公开。**为了", "(一) 公开。为了"}, {"a **b** c **d** e", "a b c d e"},
		{"张**、李**", "张**、李**"}, {"12**", "12**"}, {"****", "****"}, {"**“三公”经费**", "“三公”经费"}, {"138**12**3", "138**12**3"},
	} {
		if got := stripBold(c.raw); got != c.want {
			t.Errorf("stripBold(%q) = %q, want %q", c.raw, got, c.want)
		}
	}
}
