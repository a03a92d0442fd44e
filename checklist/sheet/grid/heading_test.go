package grid

import (
	"fmt"
	"strings"
	"testing"
)

// What headings of real lists speak for, by their words alone.
func TestMeaningOf_headingsThatOfficesWrite(t *testing.T) {
	t.Parallel()
	for kind, headings := range map[Kind]string{
		No: "序号 编号 项号 任务编号 事项编号 序　号 No. No # ID S/N Ref",
		Content: "具体内容 具体要求 具　体　要　求 工作要点 任务要求 任务分解 分解任务 问题描述 问题表现 存在问题 发现问题 具体问题 隐患问题 考核要点 具体工作 " +
			"行动 整改措施 工作举措 本年度重点工作措施 反馈意见 Action Description Action_Items 主要做法 基本情况",
		Target:  "工作目标 量化指标 整改目标 Objective",
		Task:    "主要任务 重点任务 工作任务 重点工作 重点领域 重点工作任务 主要工作 主要工作任务 整改任务 问题类别 任务 Category",
		Section: "督办事项 改革事项 工作项目 项目名称 项目 任务名称 工作事项 二级任务",
		Deadline: "完成时限 完成日期 截止时限 计划完成日期 计划时间 时限安排 推进时限 进度安排 完成时间节点 完成月份 结束日期 结束时间 销号时间 日期 责任时限 时间要求 " +
			"时间进度 时序进度 完成时限（续） 完成時限 Deadline Due_date Target_completion_date When 整改时限（每月25日前报送）",
		Parties: "负责人 负责部门 负责单位 责任分工 职责分工 任务分工 责任单位及责任人 责任单位和责任人 责任科（室） 承办人 责任处（室） 责任局 任务承担单位 " +
			"第一责任人 责任者 归口部门 主管单位 责任人/部门 責任單位 责任单位： Owner Responsible_Party Assigned_to Person_responsible",
		Leads:  "牵头单位 牵头 牵头责任单位 牵头责任人 主办科室 Lead_agency",
		Joint:  "配合单位 协作单位 协同责任单位 协助配合部门 支持单位 Supporting_agencies",
		Leader: "责任领导 分管领导 牵头领导 分管负责人 包保领导",
		Status: "完成情况（采取措施及成效） 是否完成 整改成效 整改结果 是否销号 销号情况 落实进展 目前进展 最新进展 进展情况及存在问题 自评情况 办理结果 采取措施及成效 工作进度 Status Progress_update",
		Remark: "备注 备　注 Comments Notes",
		Other:  "督导单位 监督单位 验收单位 联系人 联系电话 任务来源 文件依据 实际完成时间 启动时间 佐证材料 Priority Start_date 资金来源",
	} {
		for _, heading := range strings.Split(headings, " ") {
			heading = strings.ReplaceAll(heading, "_", " ")
			t.Run(fmt.Sprint(kind, " ", heading), func(t *testing.T) {
				t.Parallel()
				m := MeaningOf(heading)
				if got, _ := m.Best(); got != kind {
					t.Errorf("got %s %v", got, m.Score)
				}
				if kind != Other && !m.IsHeading() {
					t.Errorf("is no heading: %d of %d characters", m.covered, m.length)
				}
			})
		}
	}
}

// What stands in the cells of a list makes no header of a row.
func TestMeaningOf_cellsAreNoHeadings(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"综合部", "技术服务部会同各部", "4月底", "长期坚持", "2027-04-30", "完善登记业务流程", "开展培训", "中心主任、分管副主任", "一、抓典型问题整治", "3", "已完成",
		"持续开展为民服务宗旨教育，切实做到“三个经常”。", "Update design", "张三"} {
		if MeaningOf(cell).IsHeading() {
			t.Errorf("%q is taken for a heading: %v", cell, MeaningOf(cell).Score)
		}
	}
}
