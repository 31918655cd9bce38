package draw

// row is a row of a form: its id and the label that the form prints.
type row struct{ id, label string }

var applicants = []row{
	{"natural_person", "自然人"}, {"org_commercial", "商业企业"}, {"org_research", "科研机构"},
	{"org_public_interest", "社会公益组织"}, {"org_legal_service", "法律服务机构"}, {"org_other", "其他"}, {"total", "总计"},
}

// group is a stretch of the table of requests under one label of the second
// column; a group without rows is a row itself.
type group struct {
	row
	rows []row
}

var groups = []group{
	{row{"granted", "（一）予以公开"}, nil},
	{row{"partially_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"}, nil},
	{row{"", "（三）不予公开"}, []row{
		{"denied.state_secret", "1.属于国家秘密"}, {"denied.prohibited_by_law", "2.其他法律行政法规禁止公开"},
		{"denied.security_stability", "3.危及“三安全一稳定”"}, {"denied.third_party", "4.保护第三方合法权益"},
		{"denied.internal_affairs", "5.属于三类内部事务信息"}, {"denied.deliberative_process", "6.属于四类过程性信息"},
		{"denied.enforcement_file", "7.属于行政执法案卷"}, {"denied.administrative_query", "8.属于行政查询事项"},
	}},
	{row{"", "（四）无法提供"}, []row{
		{"unable.not_held", "1.本机关不掌握相关政府信息"}, {"unable.creation_required", "2.没有现成信息需要另行制作"},
		{"unable.unclear_after_correction", "3.补正后申请内容仍不明确"},
	}},
	{row{"", "（五）不予处理"}, []row{
		{"not_processed.petition", "1.信访举报投诉类申请"}, {"not_processed.duplicate", "2.重复申请"},
		{"not_processed.publication", "3.要求提供公开出版物"}, {"not_processed.excessive", "4.无正当理由大量反复申请"},
		{"not_processed.reconfirmation", "5.要求行政机关确认或重新出具已获取信息"},
	}},
}

// groupsOf returns the groups of a template: they differ in （六） only.
func groupsOf(template string) []group {
	out := append([]group{}, groups...)
	if template == "t2019" {
		out = append(out, group{row{"other.total", "（六）其他处理"}, nil})
	} else {
		out = append(out, group{row{"", "（六）其他处理"}, []row{
			{"other.lapsed_uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
			{"other.lapsed_fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
			{"other.misc", "3.其他"},
		}})
	}
	return append(out, group{row{"processed_total", "（七）总计"}, nil})
}

// outcomesOf lists the ids of the rows that add up to processed_total.
func outcomesOf(template string) []string {
	var ids []string
	for _, g := range groupsOf(template) {
		if g.id != "" && g.id != "processed_total" {
			ids = append(ids, g.id)
		}
		for _, r := range g.rows {
			ids = append(ids, r.id)
		}
	}
	return ids
}

// item is a sub-table of the table of proactive disclosure.
type item struct {
	caption       string
	columns, rows []row
}

var (
	col2019 = []row{{"newly_made", "本年新制作数量"}, {"newly_disclosed", "本年新公开数量"}, {"total_disclosed", "对外公开总数量"}}
	col2021 = []row{{"issued", "本年制发件数"}, {"repealed", "本年废止件数"}, {"in_force", "现行有效件数"}}
	items   = []row{{"items_prior_year", "上一年项目数量"}, {"items_net_change", "本年增/减"}, {"decisions", "处理决定数量"}}
	decided = []row{{"decisions", "本年处理决定数量"}}
)

func itemsOf(template Template) []item {
	if template.pd() == "t2021" {
		return []item{
			{"第二十条第（一）项", col2021, []row{{"rules", "规章"}, {"normative_documents", "行政规范性文件"}}},
			{"第二十条第（五）项", decided, []row{{"licensing", "行政许可"}}},
			{"第二十条第（六）项", decided, []row{{"penalty", "行政处罚"}, {"coercion", "行政强制"}}},
			{"第二十条第（八）项", []row{{"amount_cny", "本年收费金额（单位：万元）"}}, []row{{"fees", "行政事业性收费"}}},
		}
	}
	normative := "规范性文件"
	if template == HybridLabel {
		normative = "行政规范性文件"
	}
	return []item{
		{"第二十条第（一）项", col2019, []row{{"rules", "规章"}, {"normative_documents", normative}}},
		{"第二十条第（五）项", items, []row{{"licensing", "行政许可"}, {"other_external_services", "其他对外管理服务事项"}}},
		{"第二十条第（六）项", items, []row{{"penalty", "行政处罚"}, {"coercion", "行政强制"}}},
		{"第二十条第（八）项", items[:2], []row{{"fees", "行政事业性收费"}}},
		{"第二十条第（九）项", []row{{"projects", "采购项目数量"}, {"amount_cny", "采购总金额"}}, []row{{"procurement", "政府集中采购"}}},
	}
}

var (
	blocks   = []row{{"review", "行政复议"}, {"litigation_direct", "未经复议直接起诉"}, {"litigation_after_review", "复议后起诉"}}
	outcomes = []row{{"upheld", "结果维持"}, {"corrected", "结果纠正"}, {"other", "其他结果"}, {"pending", "尚未审结"}, {"total", "总计"}}
)
