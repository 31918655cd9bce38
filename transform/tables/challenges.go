package tables

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// challenges reads the table of reviews and litigation: a header of three
// levels over fifteen columns, then one row of numbers. It may be printed as
// two or three small tables under headings of their own, or with a row for each
// block.
type challenges struct {
	k       *collector
	header  [][]cell
	table   int
	context string // block announced by the last heading before the table
	cols    []column
	seen    offsets
	done    map[string]bool // blocks read
	unnamed bool            // a small table stood under no block's name
	byRow   bool            // the rows of this table name their blocks
	any     bool
}

func newChallenges(k *collector) *challenges {
	return &challenges{k: k, table: -1, seen: offsets{}, done: map[string]bool{}}
}

// heading notes the block that a heading names, "" for none.
func (c *challenges) heading(block string) {
	if block != "" {
		c.context = block
	}
}

// blockIn returns the block that a heading names: 行政诉讼（复议后起诉）.
func blockIn(text string) string {
	k := label.Key(text)
	if len([]rune(k)) > 30 {
		return ""
	}
	switch {
	case strings.Contains(k, "复议后"):
		return "litigation_after_review"
	case strings.Contains(k, "未经复议"), strings.Contains(k, "直接起诉"):
		return "litigation_direct"
	case strings.Contains(k, "行政复议") && !strings.Contains(k, "诉讼"):
		return "review"
	}
	return ""
}

// isHeader reports whether a row names blocks or outcomes.
func (c *challenges) isHeader(row []cell) bool {
	blocks, outcomes := 0, map[string]bool{}
	for i := range row {
		if row[i].blank() {
			continue
		}
		if row[i].number() {
			return false
		}
		if _, how := row[i].means().block.find(); how == label.Exact {
			blocks++
		}
		if id, how := row[i].means().outcome.find(); how == label.Exact {
			outcomes[id] = true
		}
	}
	return blocks >= 2 || blocks == 1 && len(outcomes) == 0 && c.expects(row) && c.blockOf(row) == "" || len(outcomes) >= 3 && (outcomes["upheld"] || outcomes["corrected"] || outcomes["pending"])
}

// expects keeps a lone 行政复议 in running text from being a header: the rest of
// the row must be empty, or its cell as wide as a block.
func (c *challenges) expects(row []cell) bool {
	n, wide := 0, len(row) >= 5
	for i := range row {
		if !row[i].blank() {
			n++
			wide = wide || row[i].to-row[i].from >= 5
		}
	}
	return n == 1 && wide
}

// blockOf returns the block that a row's own label names, under a header that
// has the outcomes only: 行政复议 3 1 0 2 6. "" where it names none.
func (c *challenges) blockOf(row []cell) string {
	if from, to := c.span(); to-from != 5 || len(row) <= 5 {
		return ""
	}
	for _, head := range c.header {
		for i := range head {
			if _, how := head[i].means().block.find(); how == label.Exact && !head[i].blank() {
				return ""
			}
		}
	}
	block := ""
	for i := range row[:len(row)-5] {
		if id, how := row[i].means().block.find(); how == label.Exact && id != umbrellaBlock {
			block = id
		}
	}
	return block
}

func (c *challenges) takeHeader(row []cell, table int) {
	if c.table != table || c.cols != nil {
		c.header, c.cols, c.seen, c.byRow = nil, nil, offsets{}, false
	}
	c.table = table
	c.header = append(c.header, row)
}

// takeRow reads the row of numbers; false where the row is none.
func (c *challenges) takeRow(row []cell, table int, ruled bool) bool {
	if c.header == nil || table != c.table && len(row) != 15 {
		return false
	}
	at, some := -1, false
	for i := range row {
		if !row[i].blank() && !values.IsValue(row[i].text) {
			at = i
		}
		some = some || row[i].number()
	}
	if from, to := c.span(); some && len(row) == to {
		at = from - 1 // one odd cell (共9件) does not make the row another
	}
	if at >= 0 && (at > 1 || len([]rune(label.Key(row[at].text))) > 8) {
		return false
	}
	cells := row[at+1:]
	block := c.blockOf(row)
	if len(cells) < 5 && !some || block == "" && (c.byRow || !some && c.any) {
		return false
	}
	if block != "" {
		c.byRow, c.cols = true, c.leavesOf(block)
	}
	if c.cols == nil {
		c.cols = c.columns(ruled)
	}
	if c.cols == nil {
		c.k.issue("T-03", fmt.Sprintf("the header of reviews and litigation cannot be read: %q left out", joined(cells)), "", "")
		return true
	}
	c.any = true
	slots, method := align(c.cols, cells, ruled && table == c.table, c.seen)
	if slots == nil {
		c.k.issue("T-03", fmt.Sprintf("reviews and litigation: %d cells for %d columns: %q", len(cells), len(c.cols), joined(cells)), "", "")
		for _, col := range c.cols {
			c.put(col.id, slot{cell: &cells[0], status: gongkai.Unparsed}, gongkai.ByPosition)
			c.k.issue("T-03", "the row's cells cannot be told apart", "rl."+col.id, "")
		}
		return true
	}
	if method == gongkai.ByPosition {
		c.k.issue("T-02", "columns of reviews and litigation were taken by position", "", "")
	}
	last := slots[len(slots)-1].cell
	for i, col := range c.cols {
		c.put(col.id, slots[i], method)
		if some && (last == nil || last.blank()) {
			c.k.issue("T-08", "nothing under the last column: the row may have lost a cell", "rl."+col.id, "")
		}
	}
	return true
}

// span is the place of the header's outcomes, 0 where it is not read.
func (c *challenges) span() (from, to int) {
	from = -1
	for _, row := range c.header {
		for i := range row {
			if _, how := row[i].means().outcome.find(); how == label.Exact && !row[i].blank() {
				if to = max(to, row[i].to); from < 0 || row[i].from < from {
					from = row[i].from
				}
			}
		}
	}
	return max(from, 0), to
}

// leavesOf reads a header of five outcomes as those of a block.
func (c *challenges) leavesOf(block string) []column {
	var leaves []column
	for _, row := range c.header {
		for i := range row {
			if id, how := row[i].means().outcome.find(); how != label.NotFound && !row[i].blank() {
				leaves = insertColumn(leaves, column{id: id, from: row[i].from, to: row[i].to, text: row[i].text})
			}
		}
	}
	if len(leaves) != 5 {
		return nil
	}
	return named(leaves, block)
}

// upright reports whether all fifteen outcomes run downwards, each with a number:
// 行政复议 结果维持 3.
func upright(rows [][]cell) bool {
	blocks, outcomes := map[string]bool{}, 0
	for _, row := range rows {
		n := len(row) - 1
		if n < 1 || n > 3 {
			return false
		}
		if !values.IsValue(row[n].text) {
			continue
		}
		if _, how := row[n-1].means().outcome.find(); how == label.Exact && !row[n-1].blank() {
			outcomes++
		}
		for i := range row[:n] {
			if id, how := row[i].means().block.find(); how == label.Exact && id != umbrellaBlock {
				blocks[id] = true
			}
		}
	}
	return outcomes == 15 && len(blocks) == 3
}

// put records one cell; its template is settled by emit.
func (c *challenges) put(id string, s slot, method gongkai.Method) {
	block, _, _ := strings.Cut(id, ".")
	c.done[block] = true
	c.k.put(key{"rl." + id, ""}, "", s, method, values.NoUnit)
}

// columns reads the header: ids are block.outcome.
func (c *challenges) columns(ruled bool) []column {
	var leaves, blocks []column // in reading order
	var under, over []column    // the same by place, repeats of a merged cell joined
	first := ""
	for _, row := range c.header {
		for i := range row {
			if row[i].blank() {
				continue
			}
			if id, how := row[i].means().block.find(); how == label.Exact {
				if first == "" {
					first = id
				}
				if id != umbrellaBlock {
					c := column{id: id, from: row[i].from, to: row[i].to}
					blocks = insertIf(blocks, c, ruled)
					over = insertBlock(over, c)
				}
				continue
			}
			if id, how := row[i].means().outcome.find(); how != label.NotFound {
				c := column{id: id, from: row[i].from, to: row[i].to, text: row[i].text}
				leaves = insertIf(leaves, c, ruled)
				under = insertColumn(under, c)
			}
		}
	}
	if cols := underBlocks(under, over); cols != nil {
		return cols
	}
	if len(leaves) == 5 && len(blocks) <= 1 {
		if len(blocks) == 1 {
			return named(leaves, blocks[0].id)
		}
		if c.context == "" {
			c.unnamed = true // captions may stand below: those that follow name nothing
		}
		if c.unnamed {
			return nil
		}
		return named(leaves, c.context)
	}
	litigation := len(blocks) == 2 && blocks[0].id != "review" && blocks[1].id != "review"
	if len(leaves) != 5*len(blocks) || len(blocks) != 3 && !litigation || first == umbrellaBlock && !litigation {
		return nil // the order of the blocks is not told
	}
	if ruled && !litigation && !inOrderOfForm(blocks) {
		return nil // the outcomes do not stand under the blocks, and these not where the form has them
	}
	var cols []column
	for i, b := range blocks {
		five := named(leaves[5*i:5*i+5], b.id)
		if five == nil {
			return nil
		}
		cols = append(cols, five...)
	}
	if !ruled {
		for i := range cols {
			cols[i].from = -1
		}
	}
	return cols
}

// inOrderOfForm reports whether the three blocks stand as in the form.
func inOrderOfForm(blocks []column) bool {
	for i, b := range canon.Get().Challenges.Blocks {
		if blocks[i].id != b.ID {
			return false
		}
	}
	return true
}

// insertBlock joins a block's label to itself where exports of merged cells
// repeat it over each column.
func insertBlock(cols []column, c column) []column {
	for i := range cols {
		if cols[i].id == c.id && c.from <= cols[i].to && c.to >= cols[i].from {
			cols[i].from, cols[i].to = min(cols[i].from, c.from), max(cols[i].to, c.to)
			return cols
		}
	}
	return insertColumn(cols, c)
}

func insertIf(cols []column, c column, ruled bool) []column {
	if ruled {
		return insertColumn(cols, c)
	}
	return append(cols, c)
}

// underBlocks gives each outcome of a ruled header the block it stands under;
// nil unless that names as many different columns.
func underBlocks(leaves, blocks []column) []column {
	if len(leaves) != 5*len(blocks) || len(blocks) < 2 {
		return nil
	}
	seen := map[string]bool{}
	cols := make([]column, len(leaves))
	for i, l := range leaves {
		for _, b := range blocks {
			if l.from >= b.from && l.to <= b.to {
				cols[i] = l
				cols[i].id = b.id + "." + l.id
			}
		}
		if cols[i].id == "" || seen[cols[i].id] {
			return nil
		}
		seen[cols[i].id] = true
	}
	return cols
}

// named puts a block's name before five different outcomes; nil where an
// outcome is printed twice or the block is unknown.
func named(leaves []column, block string) []column {
	if block == "" {
		return nil
	}
	seen := map[string]bool{}
	out := make([]column, len(leaves))
	for i, l := range leaves {
		if seen[l.id] {
			return nil
		}
		seen[l.id] = true
		out[i] = l
		out[i].id = block + "." + l.id
	}
	return out
}

func (c *challenges) found() bool { return c.any }

// emit completes the fifteen cells and settles their template.
func (c *challenges) emit(template string) {
	if !c.found() {
		return
	}
	for _, b := range canon.Get().Challenges.Blocks {
		if !c.done[b.ID] {
			c.k.issue("T-05", "the table has no block "+b.ZH, "", "")
		}
		var parts []key
		for _, o := range canon.Get().Challenges.Outcomes {
			at := key{"rl." + b.ID + "." + o.ID, ""}
			if c.k.fact(at) == nil {
				c.k.issue("T-05", "the table has no cell "+canon.Get().Indicator(at.indicator).ZH, at.indicator, "")
				c.k.missing(at, template)
			}
			c.k.fact(at).Template = template
			if o.ID != "total" {
				parts = append(parts, at)
			}
		}
		c.k.accept(parts, key{"rl." + b.ID + ".total", ""})
	}
}
