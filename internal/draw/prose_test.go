package draw_test

import "gongkai/internal/draw"

// fixture is a report in testdata: an agency that does not exist in this form,
// in a division that does, with numbers made up.
type fixture struct {
	name    string
	options draw.Options
	by      string // program that writes it, from what is drawn; "" drawn as it is
}

var fixtures = []fixture{
	{"deqing_education_2023.html", draw.Options{Seed: 13, Layout: draw.Clean, Template: draw.T2021, Modest: true, Received: 306, Prose: &draw.Prose{
		Agency: "德清县教育局", Division: "330521", Function: "education", Year: 2023, Paragraphs: [3]string{
			"2023年，县教育局围绕入学政策公布招生范围图3份，学位信息随批次更新，另在局机关一楼设纸质查阅点。",
			"政策问答偏少，家长不易找到。明年拟把常见问题编成一页，在报名前发布。", "本年度未发出信息处理费收费通知。"}}}, ""},
	{"tonglu_water_2023.html", draw.Options{Seed: 14, Layout: draw.Portal, Template: draw.T2021, Modest: true, Received: 306, Prose: &draw.Prose{
		Agency: "桐庐县水利局", Division: "330122", Function: "water", Year: 2023, Paragraphs: [3]string{
			"全年公布河道清淤计划、水价听证材料等信息88条，汛期每日发布水位。",
			"工程类信息多，解释少。将请设计人员为重点项目写一段说明。", "无。"}}}, ""},
	{"wuyuan_civil_affairs_2023.md", draw.Options{Seed: 15, Layout: draw.TSV, Template: draw.T2021, Modest: true, Blank: []string{"req.received@total"}, Prose: &draw.Prose{
		Agency: "婺源县民政局", Division: "361130", Function: "civil_affairs", Year: 2023, Paragraphs: [3]string{
			"本局公开救助标准与发放结果，村级公示栏同步张贴，全年更新52次。",
			"个别乡镇公示照片不清楚。下一步统一公示版式。", "没有需要另行报告的事项。"}}}, ""},
	{"songming_education_2023.md", draw.Options{Seed: 18, Layout: draw.Pages, Template: draw.T2021, Modest: true, Prose: &draw.Prose{
		Agency: "嵩明县教育局", Division: "530127", Function: "education", Year: 2023, Paragraphs: [3]string{
			"公开民办幼儿园年检结果和收费备案，网站栏目由三个并为一个。",
			"栏目合并后旧链接失效，读者来电反映。已逐条改正。", "无。"}}}, ""},
	{"changfeng_agriculture_2023.txt", draw.Options{Seed: 19, Layout: draw.RunOn, Template: draw.T2021, Prose: &draw.Prose{
		Agency: "长丰县农业农村局", Division: "340121", Function: "agriculture", Year: 2023, Paragraphs: [3]string{
			"公布农机购置补贴对象名单和草莓种苗检测结果，依申请公开由法规科承办。",
			"名单公布后咨询集中，电话常占线。拟增设一部电话。", "无其他事项。"}}}, ""},
	{"huian_agriculture_2022.html", draw.Options{Seed: 23, Layout: draw.Grid, Template: draw.T2021, GBK: true, Prose: &draw.Prose{
		Agency: "惠安县农业农村局", Division: "350521", Function: "agriculture", Year: 2022, Paragraphs: [3]string{
			"全年在网站发布渔港整治、耕地保护等信息130条，答复留言17条。",
			"附件多为扫描件，不便检索。今后一律附文本版。", "2022年未收取信息处理费。"}}}, ""},
	{"qufu_water_2021.txt", draw.Options{Seed: 24, Layout: draw.Pipes, Template: draw.HybridOld, Prose: &draw.Prose{
		Agency: "曲阜市水利局", Division: "370881", Function: "water", Year: 2021, Paragraphs: [3]string{
			"本局主动公开水库名录与责任人，全年更新两次。",
			"沿用旧表填报，下年改用新格式。", "无。"}}}, ""},
	{"shuyang_civil_affairs_2020.html", draw.Options{Seed: 28, Layout: draw.Word, Template: draw.T2019, Prose: &draw.Prose{
		Agency: "沭阳县民政局", Division: "321322", Function: "civil_affairs", Year: 2020, Paragraphs: [3]string{
			"疫情期间每周公布临时救助人次，婚姻登记预约信息改为网上发布。",
			"部分信息发布后未及时撤下。已安排专人每月清理。", "无。"}}}, ""},
	{"yangshuo_education_2020.txt", draw.Options{Seed: 29, Layout: draw.Lines, Template: draw.T2019, Prose: &draw.Prose{
		Agency: "阳朔县教育局", Division: "450321", Function: "education", Year: 2020, Paragraphs: [3]string{
			"公布延期开学安排和线上课程表，另印发纸质告知书。",
			"信息员更换频繁，交接不清。将制定交接清单。", "无。"}}}, ""},
	{"pingyao_water_2019.txt", draw.Options{Seed: 33, Layout: draw.Tabs, Template: draw.T2019, Free: true, Messy: true, Mess: draw.Notes, Prose: &draw.Prose{
		Agency: "平遥县水利局", Division: "140728", Function: "water", Year: 2019, Paragraphs: [3]string{
			"公开水利工程招标与验收信息，全年41条。",
			"验收信息滞后，拟随验收会当日公布。", "本局机构改革后栏目名称已改。"}}}, ""},
}
