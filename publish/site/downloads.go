package site

import (
	"fmt"
	"strings"
)

// writeDownloads lists the data files.
func (s *Site) writeDownloads(list []Download) error {
	name := "downloads.html"
	return s.write(name, words{"下载", "Downloads"}, nil, func(p *page) {
		p.put(`<p class="lead">{}</p>`, words{"全部数据可自由下载。数字为 NULL 处为没有印出或读不出，状态一栏写明原因。", "All data is here to take. A NULL is a number that was not printed or could not be read; the column status says why."})
		p.put(`<ul class="list"><li><a href="gongkai.duckdb"><b>gongkai.duckdb</b></a> {} · <a href="gongkai.duckdb.sha256">SHA-256</a></li>`, words{"整个数据仓库（DuckDB），含历次版本", "the whole warehouse (DuckDB), with all versions"})
		p.put(`<li><a href="datapackage.json"><b>datapackage.json</b></a> {}</li><li><a href="SHA256SUMS"><b>SHA256SUMS</b></a> {}</li></ul>`, words{"各文件的结构、摘要与许可", "schema, digests and licence of every file"}, words{"校验和：sha256sum -c SHA256SUMS", "checksums: sha256sum -c SHA256SUMS"})
		p.put("<div class=\"scroll\"><table class=\"data sortable\" data-filter><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th><th scope=\"col\">SHA-256</th></tr></thead><tbody>\n", words{"文件", "File"}, words{"内容", "Content"}, words{"大小", "Size"})
		for _, d := range list {
			p.put(`<tr><th scope="row">`)
			if strings.HasSuffix(d.Name, "/") {
				p.put(`{}`, d.Name)
			} else {
				p.put(`<a href="{}">{}</a>`, link(name, d.Name), d.Name)
			}
			p.put("</th><td>{}</td><td class=\"n\">{}</td><td><code title=\"{}\">{}</code></td></tr>\n", d.About, size(d.Bytes), d.SHA256, d.SHA256[:min(12, len(d.SHA256))])
		}
		p.put(`</tbody></table></div>`)
	})
}

func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.0f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d B", n)
}
