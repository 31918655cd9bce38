package draw_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/internal/draw"
)

// formats are reports in the files of an office, each of another agency. Those
// by a program were drawn here, and written by it: nobody's reader and writer are
// of the same hand there.
var formats = []fixture{
	office("huian_education_2023.docx", 41, draw.DOCX, draw.T2021, "惠安县教育局", "350521", "", "全年在网站公布学区划分、校车线路等信息，另编印入学手册。"),
	office("shuyang_water_2023.doc", 42, draw.DOCX, draw.T2021, "沭阳县水利局", "321322", libre, "河湖长名录按季更新，农村供水水质每月公布一次。"),
	office("changfeng_education_2022.wps", 43, draw.DOCX, draw.T2021, "长丰县教育局", "340121", libre, "开学前集中发布了招生公告，校务公开栏由各校自行维护。"),
	office("tonglu_agriculture_2022.rtf", 44, draw.RTF, draw.T2021, "桐庐县农业农村局", "330122", "", "农民合作社名录与补助发放明细同日上网。"),
	office("deqing_water_2021.odt", 45, draw.DOCX, draw.HybridOld, "德清县水利局", "330521", libre, "水库限汛水位调整后当日公告，全年七次。"),
	office("pingyao_education_2021.mht", 46, draw.MHT, draw.T2021, "平遥县教育局", "140728", "", "教师招聘各环节名单均留存备查，网上保留一年。"),
	office("wuyuan_agriculture_2020.xlsx", 47, draw.XLSX, draw.T2019, "婺源县农业农村局", "361130", "", "茶园面积与病虫害预报按旬发布。"),
	office("qufu_civil_affairs_2020.xls", 48, draw.XLSX, draw.T2019, "曲阜市民政局", "370881", libre, "临时救助审批结果在村居张贴，电子版同步存档。"),
	office("yangshuo_water_2023.ofd", 49, draw.OFD, draw.T2021, "阳朔县水利局", "450321", "", "取水许可的受理与办结情况每月列表公布。"),
	office("songming_agriculture_2023.pdf", 50, draw.PDF, draw.T2021, "嵩明县农业农村局", "530127", "", "花卉产业项目的申报条件和评审结果一并公布。"),
	office("huian_water_2022.pdf", 51, draw.DOCX, draw.T2021, "惠安县水利局", "350521", libre, "山塘加固工程的进度以图片配文字的方式发布。"),
	office("shuyang_education_2022.pdf", 52, draw.Clean, draw.T2021, "沭阳县教育局", "321322", chrome, "义务教育阶段收费标准在每所学校门口公示。"),
	office("changfeng_water_2022.pdf", 53, draw.Clean, draw.T2021, "长丰县水利局", "340121", unlined, "灌区放水的日期与次序提前三天在各村公告栏张贴。"),
}

const (
	libre  = "LibreOffice"
	chrome = "Chromium"

	unlined = "Chromium, without lines"
)

func office(name string, seed uint64, l draw.Layout, template draw.Template, agency, division, by, said string) fixture {
	parts := strings.SplitN(strings.TrimSuffix(name, filepath.Ext(name)), "_", 2)
	i := strings.LastIndexByte(parts[1], '_')
	year := 0
	for _, c := range parts[1][i+1:] {
		year = 10*year + int(c-'0')
	}
	return fixture{name, draw.Options{Seed: seed, Layout: l, Template: template, GBK: l == draw.MHT, Prose: &draw.Prose{
		Agency: agency, Division: division, Function: parts[1][:i], Year: year,
		Paragraphs: [3]string{said, "个别栏目更新不够及时，下一年按月自查。", "无其他需要报告的事项。"}}}, by}
}

// update draws a fixture and its truth anew.
func (f fixture) update(t *testing.T, folder string) {
	t.Helper()
	d := draw.Draw(f.options)
	truth, err := json.MarshalIndent(d.Truth, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	b := d.Bytes
	if f.by != "" {
		b = f.convert(t, b)
	}
	write(t, folder+f.name, b)
	write(t, "truth/"+strings.TrimSuffix(f.name, filepath.Ext(f.name))+".truth.json", append(truth, '\n'))
}

// convert has the fixture's program write what was drawn in the fixture's format.
func (f fixture) convert(t *testing.T, b []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	if f.by == unlined {
		b = bytes.ReplaceAll(b, []byte(`<table border="1"`), []byte(`<table cellpadding="4" style="font-size:9pt"`))
	}
	in := filepath.Join(dir, "in."+map[draw.Layout]string{draw.DOCX: "docx", draw.XLSX: "xlsx", draw.Clean: "html"}[f.options.Layout])
	if err := os.WriteFile(in, b, 0o644); err != nil {
		t.Fatal(err)
	}
	ext := strings.Replace(filepath.Ext(f.name)[1:], "wps", "doc", 1) // WPS writes Word's format
	out := filepath.Join(dir, "in."+ext)
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", ext, "--outdir", dir, in)
	if f.by == chrome || f.by == unlined {
		cmd = exec.Command("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+dir+"/profile", "--no-pdf-header-footer", "--print-to-pdf="+out, in)
	}
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", f.name, err, said)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
