package narrative

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/internal/cost"
)

// TestHostileProse holds that a MiB of prose of any shape is read in time that
// does not grow with the square of its sentences' numbers, words or brackets.
func TestHostileProse(t *testing.T) {
	const size, most = 1 << 20, 2 * time.Second
	shapes := map[string]func(i int) string{
		"digits":                 func(int) string { return "7" },
		"digits and a measure":   func(int) string { return "7件" },
		"万 behind a number":      func(i int) string { return strings.Repeat("7", max(0, 1-i)) + "万" },
		"no full stop":           func(int) string { return "我局认真做好政府信息公开申请工作" },
		"quotes":                 func(int) string { return "“公开”（申请）" },
		"none of it, one clause": func(int) string { return "未收到信息公开申请若" },
		"numbers, one clause":    func(i int) string { return fmt.Sprintf("收到申请%d件", i) },
		"numbers, one sentence":  func(i int) string { return fmt.Sprintf("收到申请%d件，", i) },
		"channels":               func(i int) string { return fmt.Sprintf("网站%d条、微信%d条、微博%d条、", i, i+1, i+2) },
		"分别":                     func(i int) string { return "分别网站公开信息3条、" },
		"sentences of a topic":   func(i int) string { return fmt.Sprintf("答复%d件。", i) },
		"sentences of all kinds": func(i int) string {
			return fmt.Sprintf("2023年网站公开信息%d条，收到申请%d件，行政复议%d件，举办培训%d次，12345热线%d件。", i, i+1, i+2, i+3, i+4)
		},
		"years":          func(i int) string { return fmt.Sprintf("2022年公开%d条较2021年同期", i) },
		"lost numbers":   func(int) string { return "公开信息条，" },
		"then each time": func(i int) string { return fmt.Sprintf("公开信息%d条，公开%d条，占%d%%，", i, i+1, i%100) },
	}
	for name, shape := range shapes {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(shape(i))
		}
		doc := &gongkai.Document{Blocks: []gongkai.Block{{Text: b.String()}}}
		m := cost.Start()
		claims, _ := Read(doc, 0, 1, 2023, nil)
		if d := m.Spent(); d > most {
			t.Errorf("%s: %v", name, d)
		}
		for _, c := range claims {
			if len([]rune(c.Quote)) > 3*longestQuote {
				t.Errorf("%s: a quote of %d characters", name, len([]rune(c.Quote)))
			}
		}
	}
}

// TestHostileBreakdown is the same for the parts of E-07.
func TestHostileBreakdown(t *testing.T) {
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		fmt.Fprintf(&b, "公开%d条，其中，", i)
	}
	m := cost.Start()
	_, counts := Check(&gongkai.Report{Year: 2023, Sections: []gongkai.Section{{ID: "s1", Text: b.String()}}})
	if d := m.Spent(); d > 3*time.Second {
		t.Error(d)
	}
	for _, c := range counts {
		if c.Rule == "E-07" && c.NotAssessable == 0 {
			t.Errorf("parts without end: %+v", c)
		}
	}
}

// TestUnread holds that a report says where its prose was not read to the end, and
// that what was read is what a shorter one says.
func TestUnread(t *testing.T) {
	var b strings.Builder
	for i := range mostNumbers - 1 {
		fmt.Fprintf(&b, "召开会议%d次。", i)
	}
	b.WriteString("收到政府信息公开申请41件。")
	read := func(more string) (string, int) {
		claims, issues := Read(&gongkai.Document{Blocks: []gongkai.Block{{Text: b.String() + more}}}, 0, 1, 2023, nil)
		var ids []string
		for _, c := range claims {
			ids = append(ids, c.ID)
		}
		return strings.Join(ids, " "), len(issues)
	}
	if ids, issues := read("未被申请行政复议。"); ids != "requests.received review.total" || issues != 0 {
		t.Errorf("at the limit: %q, %d issues", ids, issues)
	}
	if ids, issues := read("行政诉讼3件，未被申请行政复议。"); ids != "requests.received" || issues != 1 {
		t.Errorf("beyond it: %q, %d issues", ids, issues)
	}
}

// TestCutClause holds that a clause which goes on beyond what is looked at makes
// no claim: what makes its number another one may stand there.
func TestCutClause(t *testing.T) {
	long := strings.Repeat("做好服务", nearBytes/6)
	for text, want := range map[string]int{
		"我局计划" + long[:300] + "公开信息31条，": 0,
		"我局计划" + long + "公开信息31条，":       0,
		"我局" + long + "公开信息31条，":         0,
		"我局" + long + "，公开信息31条，":        1,
		"公开信息31条" + long:                 0,
		"公开信息31条，" + long:                1,
		"未发生" + "行政复议" + long:            0,
		"未发生" + "行政复议，" + long:           1,
	} {
		if got := read(text); len(got) != want {
			t.Errorf("%d characters, %q…: %v", len([]rune(text)), string([]rune(text)[:20]), got)
		}
	}
}

// TestPeriodFarBack holds that a year which was named long before its numbers
// still says of which year they are.
func TestPeriodFarBack(t *testing.T) {
	text := "2022年" + strings.Repeat("，做好服务", 2000) + "，收到政府信息公开申请31件，" + strings.Repeat("，做好服务", 2000) + "，公开信息65条，较2023年多，网站公开7条"
	want := "[requests.received 31 other items.total 65 other items.website 7 other]"
	if got := fmt.Sprint(read(text)); got != want {
		t.Errorf("%s", got)
	}
}
