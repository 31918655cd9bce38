package tables

import (
	"strings"

	"gongkai/transform/label"
)

// find returns the place of the row's most specific label and the row it names.
func (q *requests) find(row []cell) (int, string, label.How) {
	at, id, how := -1, "", label.NotFound
	weak := false // only the label of （六） so far: a row in t2019, a header in t2021
	for i := range row {
		text := row[i].text
		if row[i].blank() || row[i].number() && at >= 0 {
			continue
		}
		if g, h := row[i].means().group.find(); h == label.Exact {
			q.group = g
			if g == "other" && (id == "" || weak) { // again where an export repeats a merged cell
				at, id, how, weak = i, "other.total", label.Exact, true
			}
			continue
		}
		n, h := row[i].means().request.find()
		if h == label.NotFound || h != label.Exact && how == label.Exact && !weak {
			continue
		}
		if own := row[i].means().own; own != "" {
			text, q.group = own, vocab().kindOf[n].Group
		}
		if n = q.resolve(n, text); n == "" {
			continue
		}
		at, id, how, weak = i, n, h, false
	}
	if weak && at == len(row)-1 {
		return -1, "", label.NotFound
	}
	return at, id, how
}

// resolve tells rows apart that share a label: 其他 is the third row of （六） and
// nothing elsewhere; 总计 or 合计 is row （七） unless it stands inside a group.
func (q *requests) resolve(id, text string) string {
	ord, _ := label.CutOrdinal(label.Strip(text))
	switch id {
	case "other.misc":
		inOther := q.group == "other" || strings.HasPrefix(q.last, "other.")
		if inOther && (ord.Form == label.NoOrdinal || ord.Number == 3) || ord.Form == label.Arabic && ord.Number == 3 && label.CutKey(restOf(text)) == "其他" {
			return id
		}
		return ""
	case "processed_total":
		if ord.Number == 7 && ord.Form != label.NoOrdinal || strings.HasPrefix(q.last, "other.") || q.group == "other" {
			return id
		}
		if label.CutKey(restOf(text)) == "办理结果总计" {
			return id
		}
		return ""
	}
	return id
}

func restOf(text string) string {
	_, rest := label.CutOrdinal(label.Strip(text))
	return rest
}
