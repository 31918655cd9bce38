package tables

import (
	"testing"

	"gongkai"
)

// FuzzRead reads any text as running text and as a table: no panic, no value
// without a status, and each raw text stands at its place.
func FuzzRead(f *testing.F) {
	f.Add("信息内容|上一年项目数量|本年增/减|处理决定数量\n行政许可|3|-1|41")
	f.Add("申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他（一）予以公开230000023")
	f.Add("行政复议\n行政诉讼\n复议后起诉\n未经复议直接起诉\n结果维持")
	f.Add("指标名称计量单位2016年度历年累计主动公开文件数条00")
	f.Add("序号|统计指标|单位|2015年|2016年|序号|统计指标|单位|2015年|2016年\n1|五、行政诉讼数量^2|件|1|2|2|（二）其他|次||/\n3|^|其中：信访数|件|5")
	f.Add("统计指标\n单位\n统计数\n（一）收到申请数\n件\n7\n其他工作数（份）\n2")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		d := document("x\n" + text)
		for _, ruled := range []gongkai.Layout{gongkai.Ruled, gongkai.Ragged} {
			for _, tb := range d.Tables() {
				tb.Layout = ruled
			}
			for _, x := range Read(d, 0, len(d.Blocks), 2020).Facts {
				if x.Status == "" || x.Value.Valid != x.Status.HasValue() {
					t.Fatalf("%s@%s: status %q, value %v", x.Indicator, x.Applicant, x.Status, x.Value)
				}
				if x.Locator == "" {
					continue
				}
				if at, err := d.At(x.Locator); err != nil || at != x.Raw {
					t.Fatalf("%s@%s: %q at %s, raw %q, %v", x.Indicator, x.Applicant, at, x.Locator, x.Raw, err)
				}
			}
		}
	})
}
