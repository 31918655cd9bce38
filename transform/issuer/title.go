package issuer

import "strings"

// issuerPart returns what stands before the words 政府信息公开… of a folded title,
// years included, and whether the title has such words:
//
//	方正县工业信息科技局2020年政府信息公开工作年度报告 → 方正县工业信息科技局2020年
//	沭阳县发展和改革局2023年政府信息公开年度报告-沭阳县发改局 → …局2023年
//	2009上海市政府信息公开工作年度报告 → 2009上海市
func issuerPart(s string) (string, bool) {
	if strings.HasPrefix(s, "附件") {
		s = strings.TrimLeft(s[len("附件"):], "0123456789:：一二三.、")
	}
	for _, end := range []string{"报告", "年报"} {
		if i := strings.Index(s, end); i >= 0 {
			s = s[:i+len(end)]
			break
		}
	}
	at := -1
	for _, w := range []string{"信息公开", "政务公开", "年度报告", "年度工作报告", "年报"} {
		if at = strings.LastIndex(s, w); at >= 0 {
			break
		}
	}
	if at < 0 {
		return s, false
	}
	head := s[:at]
	for _, w := range []string{"政府", "政务"} {
		if t, ok := strings.CutSuffix(head, w); ok {
			// 滑县人民政府信息公开: one 政府 stands for two
			if !strings.HasSuffix(t, "人民") {
				head = t
			}
			break
		}
	}
	return head, true
}

// issuerName removes years and what joins them from a title's first part.
func issuerName(head string) string {
	if in, after, ok := strings.Cut(strings.TrimPrefix(head, "("), ")"); ok && head[0] == '(' && after != "" && len(in) <= 5*3 &&
		hasAny(in, "图", "年报", "更正", "订正", "公告", "转载", "附件", "原创", "视频", "文字", "公开", "修订", "重新") {
		head = after // (图解)嵩明县卫生健康局
	}
	head = strings.TrimPrefix(head, "关于")
	ys := yearsIn(head)
	for i := len(ys) - 1; i >= 0; i-- {
		head = head[:ys[i].from] + head[ys[i].to:]
	}
	head = strings.ReplaceAll(head, "()", "")
	head = strings.Trim(head, "_-—–·.:：,，、;；《》“”\"'|/…<>")
	head = trimAll(head, "的", "开展", "_", "-")
	if strings.HasPrefix(head, "(") { // (海口市教育局2017)
		if strings.Count(head, "(") != strings.Count(head, ")") {
			head = head[1:]
		} else if strings.HasSuffix(head, ")") && strings.Count(head, "(") == 1 {
			head = head[1 : len(head)-1]
		}
	}
	if strings.Count(head, ")") > strings.Count(head, "(") {
		head = strings.TrimSuffix(head, ")")
	}
	if i := strings.LastIndexAny(head, "-_|>"); i >= 0 { // 嵩明县人民政府-嵩明县审计局
		head = head[i+1:]
	}
	head, _, _ = strings.Cut(head, "关于") // 滑县人民政府关于2019年…, …办公室关于做好…
	return head
}

// issuerBehind returns the name in brackets behind a title's words, or "":
// 2021年度政府信息公开工作年度报告(嵩明县审计局).
func issuerBehind(s string) string {
	for _, end := range []string{"报告", "年报"} {
		if _, t, ok := strings.Cut(s, end); ok && strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")") {
			return t[1 : len(t)-1]
		}
	}
	return ""
}

// bureauBehind returns the name behind a dash or a bar behind a title's words, or
// "": 2022年度政府信息公开工作年度报告-嵩明县水务局. It may be the portal's.
func bureauBehind(s string) string {
	for _, end := range []string{"报告", "年报"} {
		if _, t, ok := strings.Cut(s, end); ok && t != "" && strings.ContainsAny(t[:1], "-_|") {
			t, _, _ = strings.Cut(strings.TrimLeft(t, "-_|"), "-")
			t, _, _ = strings.Cut(t, "_")
			return t
		}
	}
	return ""
}

// placeholder returns the mark of a form that was not filled in, or "":
// 2019年XX乡镇（部门）政府信息公开工作年度报告.
func placeholder(s string) string {
	for _, w := range []string{"20XX", "20xx", "20××", "20**", "XX", "xx", "××", "某", "(部门)", "(单位名称)", "(单位)", "___", "□□"} {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}
