package canon

import "sync"

// ClaimKind is something that reports say in prose with a number. How its fields
// tell it from other numbers stands at the head of claims.yaml.
type ClaimKind struct {
	ID, ZH, EN    string
	Unit          string   // CNY, or "" for a count
	Rule          string   // the rule that holds it against the tables, or ""
	Facts         []string // indicators of which the sum is the same; "req.denied.*" for all below
	Measures      []string // measures that its number may bear; all where empty
	Patterns      []string
	Topic         string
	TopicPatterns []string `yaml:"topic_patterns"`
	Zero          []string
	Both          []string // patterns that speak of this kind and of another at once
	Not           string
	Names         []string // what a list calls it: 行政复议和行政诉讼分别为7件、4件
	Year          int      // how far a year that is said in a match must lie from the report's
	Sums          bool     // 累计 adds up what the sentence counts, not years
}

// Words is a named list of words.
type Words struct {
	ID    string
	Words []string
}

// ClaimKinds is what is known of numbers in prose.
type ClaimKinds struct {
	Measures []string // measure words, longest first
	Topics   []Words
	Channels []Words // of publication; "other" is one that has no claim of its own
	Claims   []ClaimKind
}

// Claims returns what is known of numbers in prose. It panics if the embedded
// data is broken, which the package's tests rule out.
var Claims = sync.OnceValue(func() *ClaimKinds {
	c := &ClaimKinds{}
	if err := readYAML("data/claims.yaml", c); err != nil {
		panic(err)
	}
	return c
})

// Claim returns the kind with an id, or nil.
func (c *ClaimKinds) Claim(id string) *ClaimKind {
	for i := range c.Claims {
		if c.Claims[i].ID == id {
			return &c.Claims[i]
		}
	}
	return nil
}
