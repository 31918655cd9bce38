package crawl

import (
	"encoding/json"
	"net/url"
	"slices"
	"time"

	"gongkai/extract/portal/expect"
	"gongkai/extract/portal/store"
)

// inventoryOf is what a night found of a source, kept in the archive as a body
// like any other, for the next night to compare with.
type inventoryOf struct {
	At        time.Time       `json:"at"`
	Links     map[string]link `json:"links"`     // to reports, on the lists
	Documents []string        `json:"documents"` // addresses
	Pages     []string        `json:"pages"`     // digests of their texts
	Failed    int             `json:"failed"`
	Newest    string          `json:"newest"` // date beside a link
	Partial   bool            `json:"partial"`
}

// link is what a list prints of a report.
type link struct {
	Title string `json:"title"`
	Date  string `json:"date"`
}

// inventoryRequest names a source's inventory in the archive.
func inventoryRequest(source string) store.Request {
	return store.Request{URL: "urn:gongkai:inventory:" + url.PathEscape(source)}
}

// inventories reads those of earlier nights, oldest first, at most the last ten.
func (c *crawl) inventories() []*inventoryOf {
	if c.o.Archive == nil {
		return nil
	}
	versions, err := c.o.Archive.Versions(inventoryRequest(c.s.ID))
	if err != nil {
		return nil
	}
	var out []*inventoryOf
	for _, v := range versions[max(0, len(versions)-10):] {
		if v.Run == c.get.run.ID {
			continue
		}
		body, err := c.o.Archive.Body(v.SHA256)
		inv := &inventoryOf{}
		if err == nil && json.Unmarshal(body, inv) == nil {
			out = append(out, inv)
		}
	}
	return out
}

func (i *inventoryOf) crawl() expect.Crawl {
	newest, _ := time.Parse(time.DateOnly, i.Newest)
	return expect.Crawl{At: i.At, Reports: len(i.Links), Pages: i.Pages, Failed: i.Failed, Newest: newest, Partial: i.Partial}
}

// settle compares the night with those before it, raises the alarms, and keeps
// the inventory.
func (c *crawl) settle() error {
	if c.o.DryRun {
		return nil
	}
	now := &inventoryOf{At: c.o.Now().UTC(), Links: map[string]link{}, Failed: len(c.res.Faults), Partial: c.res.Partial}
	for _, it := range c.reports() {
		now.Links[it.URL] = link{it.Title, it.Date}
		now.Newest = max(now.Newest, it.Date)
	}
	for _, d := range c.res.Documents {
		now.Documents = append(now.Documents, d.URL)
	}
	now.Pages = c.digests
	before := c.inventories()
	var history []expect.Crawl
	for _, i := range before {
		history = append(history, i.crawl())
	}
	c.res.Alarms = expect.Check(c.s.Expect, expect.Baseline(c.s.Expect, history), now.crawl())
	if n := len(before); n > 0 {
		doubt := slices.ContainsFunc(c.res.Alarms, func(a expect.Alarm) bool { return a.Code != expect.Overdue })
		there := map[string]bool{}
		for _, u := range now.Documents {
			there[u] = true
		}
		for _, u := range before[n-1].Documents {
			switch {
			case there[u]:
			case c.res.Partial || c.unseen || doubt || c.failed[u]:
				now.Documents = append(now.Documents, u) // nothing is known of it: a later night may tell
			default:
				c.res.Vanished = append(c.res.Vanished, u)
			}
		}
	}
	body, err := json.Marshal(now)
	if err != nil {
		return err
	}
	_, err = c.get.run.Put(store.Record{
		Kind: store.Fetch, Time: c.o.Now().UTC(), Request: inventoryRequest(c.s.ID), Role: inventory, Status: 200, ContentType: "application/vnd.gongkai.inventory+json",
	}, body)
	return err
}
