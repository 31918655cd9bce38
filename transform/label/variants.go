package label

// variants maps traditional characters that occur in labels, titles and
// headings (規範性檔案, 製發件數), and a few interchangeable ones (钩稽 for 勾稽),
// to the usual form. It is a table for labels, not a converter of texts.
var variants = pairMap("" +
	"來来個个優优別别則则劃划動动務务區区單单國国圖图執执報报學学實实審审對对導导帐账廢废強强後后從从" +
	"復复應应戶户損损據据數数於于會会東东條条業业極极構构標标機机檔档權权歲岁決决準准為为無无獲获現现" +
	"環环產产當当療疗發发監监確确種种積积竝并範范級级組组結结絡络統统經经維维網网線线縂总縣县總总織织" +
	"繼继續续罰罚聽听與与舉举處处號号衛卫補补製制複复覆复見见規规視视訂订計计訊讯訟讼訪访許许訴诉詢询" +
	"話话認认誤误說说調调請请諮咨證证護护變变財财責责費费資资質质購购轉转辦办農农這这進进運运過过達达" +
	"遞递遠远適适遲迟選选還还邊边郵邮鄉乡鎮镇鑒鉴鑰钥钩勾長长門门開开間间關关陰阴陽阳隊队際际險险雜杂" +
	"難难電电靈灵頁页項项頒颁頗颇頭头題题額额願愿類类風风飛飞館馆馬马驗验體体點点")
