package judge

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var (
	// 政府信息公开工作年度报告, 信息公开情况报告, 政务公开工作总结 …
	speaksOf = regexp.MustCompile(`(?:信息|政务|事务|政府|工作)公开.{0,30}?(?:年度.{0,8}报告|年报|工作报告|情况.{0,6}报告|报告|总结)|(?:年度报告|年报)[^。]{0,6}(?:信息|政务)公开|信息公开.{0,8}年度(?:工作)?情况|信息公开(?:工作)?(?:总体)?情况$`)
	// The instruction wraps a report where it publishes or prints one.
	publishes = regexp.MustCompile(`(?:印发|发布|公布|公开|报送|上报|呈报|刊登).{0,60}公开.{0,24}(?:报告|年报)`)
	asks      = regexp.MustCompile(`(?:报送|上报).{0,60}(?:通知|要求)$`)
	letter    = regexp.MustCompile(`(?:通知|函|通告|公告|公示|要求)(?:\([^)]*\))?$`)
	fileName  = regexp.MustCompile(`(?i)\.(docx?|pdf|wps|xlsx?|html?|rtf|ofd|zip|rar|txt|et|md|7z|odt|ods|mht|mhtml|docm|xlsm|tar|tgz|gz)$`)
	yearWord  = regexp.MustCompile(`(?:^|\D)(20[0-4]\d|19[89]\d)(?:年|\D|$)`)
	yearIn    = regexp.MustCompile(`(?:^|\D)20[0-4]\d(?:年|度|_|-|$|[^\d,.])`)
	months    = regexp.MustCompile(`\d{1,2}(?:月)?[-—~至到]\d{1,2}月(?:[^\d]|$)`)
	agencyEnd = regexp.MustCompile(`(?:局|办|委|镇|乡|街道|政府|中心|办公室|委员会|管委会|管理处|办事处|总队|支队|大队|分局|厅|院|站|所|部|苏木|农场|园区|开发区|示范区|新区|县|区|市|旗|联社|公司|集团|学校|大学|银行|协会|联合会)$`)
	national  = regexp.MustCompile(`^(?:国务院|中共中央|中央|全国|国家[^级]{2,14}局20)`)
	numerals  = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "Ο", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
	inWords   = regexp.MustCompile(`[二2][〇○零0Ο][〇○零0Ο一二三四][〇○零Ο一二三四五六七八九]年?`)
	// The characters of these titles in their traditional forms.
	simpler = strings.NewReplacer("資訊", "信息", "開", "开", "報", "报", "務", "务", "總", "总", "結", "结", "況", "况",
		"關", "关", "於", "于", "會", "会", "議", "议", "據", "据", "統", "统", "計", "计", "監", "监", "園", "园", "區", "区", "業", "业",
		"縣", "县", "鎮", "镇", "鄉", "乡", "機", "机", "構", "构", "處", "处", "門", "门", "單", "单", "辦", "办", "廳", "厅", "網", "网",
		"讀", "读", "圖", "图", "條", "条", "規", "规", "預", "预", "決", "决", "舉", "举", "調", "调", "組", "组", "織", "织", "學", "学")
)

// Fold makes a title comparable: one width, no blanks, simplified, no file name's end.
func Fold(title string) string {
	if len(title) > 2000 {
		title = strings.ToValidUTF8(title[:2000], "")
	}
	title = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' || r == '\u00AD' {
			return -1
		}
		return r
	}, norm.NFKC.String(title))
	title = simpler.Replace(title)
	title = strings.TrimLeft(title, "·•・>»▪■●◆-.、[]【】*")
	return fileName.ReplaceAllString(title, "")
}

// Year returns the year that a title is for, or 0.
func Year(title string) int {
	t := Fold(title)
	if m := yearWord.FindStringSubmatch(t); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	if m := inWords.FindString(t); m != "" {
		n, _ := strconv.Atoi(strings.TrimSuffix(numerals.Replace(m), "年"))
		return n
	}
	return 0
}

// Title judges a title by itself. column says that the list is one of annual
// disclosure reports, where a title need not say so again: 县教育局2018年度.
func Title(title string, column bool) Verdict {
	t := Fold(title)
	v := Verdict{Year: Year(title)}
	leave := func(r Reason, why string) Verdict {
		v.Reason, v.Why = r, why
		return v
	}
	at := speaksOf.FindStringIndex(t)
	tail := ""
	if at != nil {
		tail = t[at[1]:]
	}
	if national.MatchString(t) {
		return leave(OtherAgency, "of the central government")
	}
	if w, ok := noise(t, tail, at != nil); ok {
		return leave(w.reason, w.text)
	}
	if months.MatchString(t) {
		return leave(PartYear, months.FindString(t))
	}
	if at != nil {
		if m := letter.FindString(t); m != "" && (!publishes.MatchString(t) || asks.MatchString(t)) {
			return leave(Notice, m)
		}
		v.Why = t[at[0]:at[1]]
		return v
	}
	if letter.MatchString(t) {
		return leave(Notice, letter.FindString(t))
	}
	if !column {
		return leave(NotAnnualReport, "the title does not speak of a disclosure report")
	}
	year := yearIn.MatchString(t) || inWords.MatchString(t)
	switch n := len([]rune(t)); {
	case strings.Contains(t, "报告") || strings.Contains(t, "年报") || strings.Contains(t, "信息公开") || strings.HasSuffix(t, "总结"):
		v.Why = "a report, in a column of annual reports"
	case n == 0 || strings.Trim(t, "()") == "none" || t == "无标题" || t == "无":
		v.Why = "no title, in a column of annual reports"
	case year && n <= 60 && !strings.ContainsAny(t, ":,。;"):
		v.Why = "a year, in a column of annual reports"
	case n >= 3 && n <= 40 && agencyEnd.MatchString(strings.Trim(t, "()")):
		v.Why = "an agency's name, in a column of annual reports"
	default:
		return leave(NotAnnualReport, "neither a year nor a report in the title")
	}
	return v
}
