package issuer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/canon"
)

// classify reads what stands behind the place: the functions that it shows, its
// standard form, and whether it was understood as a whole. In front of the first
// function may stand what the place is called for short: 武昌教育局.
func classify(s string) (ids []string, std string, whole bool) {
	base := withoutBrackets(s)
	if base == "" {
		return nil, "", false
	}
	t := canon.Functions()
	if f := t.ByName(base); f != nil && f.ID != canon.FunctionTownship {
		std = base
		if full, ok := t.Expand[base]; ok {
			std = full
		}
		return append([]string{f.ID}, t.Also[base]...), std, true
	}
	if std := township(base); std != "" {
		return []string{canon.FunctionTownship}, std, true
	}
	if !agencyEnd(base) && !(zoneWord(base) && strings.HasSuffix(base, "人民政府")) {
		return nil, base, false
	}
	if park(base) {
		return []string{canon.FunctionPark}, base, true
	}
	for i := 0; i < len(base); {
		word, f := stemAt(t, base[i:])
		if f == nil {
			_, n := utf8.DecodeRuneInString(base[i:])
			i += n
			continue
		}
		if !slices.Contains(ids, f.ID) {
			ids = append(ids, f.ID)
		}
		i += len(word)
	}
	return ids, base, len(ids) > 0
}

// park reports whether a name is a park's or a farm's, and not a bureau's in it.
func park(s string) bool {
	return zoneWord(s) && !strings.HasSuffix(s, "局") || trimAny(s, "农场", "林场", "牧场", "管委会", "管理委员会")
}

// lead returns what stands in front of the first function of a name, or "":
// 武昌 of 武昌教育局. Names of parks and townships are their own.
func lead(s string) string {
	t := canon.Functions()
	if t.ByName(s) != nil || township(s) != "" || park(s) {
		return ""
	}
	for i := range s {
		if w, _ := stemAt(t, s[i:]); w != "" {
			return s[:i]
		}
	}
	return ""
}

func stemAt(t *canon.FunctionTable, s string) (string, *canon.Function) {
	for _, p := range prefixes(s, 7) {
		if f := t.ByStem(p); f != nil {
			return p, f
		}
	}
	return "", nil
}

// township returns the standard form of the name of a township or street, or "":
// 钟祥镇 → 钟祥镇人民政府. 城乡建设局 and 乡村振兴局 are none.
func township(s string) string {
	if t, ok := strings.CutPrefix(s, "人民政府"); ok && strings.Contains(t, "街道") {
		s = t // 柳北区人民政府XX街道办事处
	}
	for _, mark := range []string{"街道", "苏木", "镇", "乡"} {
		i := strings.LastIndex(s, mark)
		if i <= 0 {
			continue
		}
		switch s[i+len(mark):] {
		case "", "政府", "人民政府":
			if mark == "街道" {
				return s[:i] + "街道办事处"
			}
			return s[:i] + mark + "人民政府"
		case "办事处", "街道办事处", "人民政府办公室", "党政办公室", "党政综合办公室", "办", "党政办", "街道办":
			if mark == "街道" {
				return s[:i] + "街道办事处"
			}
			return s
		}
	}
	return ""
}

// agencyEnd reports whether a text ends as names of agencies do.
func agencyEnd(s string) bool {
	return trimAny(s, "局", "委", "委员会", "办公室", "办", "厅", "中心", "大队", "支队", "总队", "队", "所", "站", "馆", "院", "社",
		"会", "处", "部", "台", "区", "园", "场", "海关", "支行", "公司", "分园", "新城", "基地")
}

func trimAny(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// withoutBrackets drops asides: 市场监管局(知识产权局).
func withoutBrackets(s string) string {
	for {
		i := strings.IndexByte(s, '(')
		j := strings.IndexByte(s, ')')
		if i < 0 || j < i {
			return strings.Trim(s, "()")
		}
		s = s[:i] + s[j+1:]
	}
}
