package docx

import (
	"path"
	"strings"

	"gongkai/extract/part"
)

// relations lead from a part to others: by their ids, and by the last step of
// their types ("styles", "header"), where the first of a type counts.
type relations struct{ id, kind map[string]string }

// relationsOf reads the relations of a part.
func relationsOf(pkg *part.Package, name string) (relations, error) {
	return readRelations(pkg, path.Join(path.Dir(name), "_rels", path.Base(name)+".rels"))
}

func readRelations(pkg *part.Package, name string) (relations, error) {
	rels := relations{map[string]string{}, map[string]string{}}
	data, err := pkg.Read(name)
	if err != nil || data == nil {
		return rels, err
	}
	base := path.Dir(path.Dir(name)) // of word/_rels/document.xml.rels: word
	c := part.NewCursor(name, data, spaces)
	for t := c.Next(); t != part.EOF; t = c.Next() {
		if t != part.Start || string(c.Name) != "Relationship" || c.Is("TargetMode", "External") {
			continue
		}
		target := strings.ReplaceAll(c.Attr("Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", base, target)
		}
		target = strings.TrimPrefix(path.Clean(target), "/")
		rels.id[c.Attr("Id")] = target
		if kind := path.Base(c.Attr("Type")); rels.kind[kind] == "" {
			rels.kind[kind] = target
		}
	}
	return rels, c.Err()
}
