package canon

import "strings"

// ProvinceNamed finds a province by its name (湖南省), its short name (湖南) or a
// code that begins with its two digits. It returns nil where none fits, or more
// than one does.
func ProvinceNamed(s string) *Division {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	var found *Division
	for _, d := range Divisions().All() {
		if d.Level != ProvinceLevel || d.To != 0 {
			continue
		}
		if d.Name == s || d.Code[:2] == s || len(s) == 6 && d.Code == s {
			return d
		}
		if strings.HasPrefix(d.Name, s) && len([]rune(s)) >= 2 {
			if found != nil {
				return nil
			}
			found = d
		}
	}
	return found
}
