/*
 * reference.c
 *		Reference data: benchmark, frameworks, catalogue of KPIs.  UTF-8.
 *
 * Tested in test/pgtap/control-charts.sql.
 */
#include "core/reference.h"

#include <math.h>
#include <stdlib.h>

#define TABLE(name, width, array) \
	const cc_reference name = {   \
		width, (int) (sizeof(array) / sizeof((array)[0])), (array)[0]}

/* clang-format off */
static const char *const benchmark[][14] = {
	{"1", "asa", "平均应答速度 (秒)", "average speed of answer (s)", "25", "36", "40.5", NULL, "seconds", "25", "36", "40.5", NULL, "low"},
	{"2", "talk", "平均通话时间 (分)", "average talk time (min)", "3.3", "4.4", "3.2", "6.2", "seconds", "198", "264", "192", "372", "low"},
	{"3", "acw", "平均通话后工作时间 (分)", "average after-call work (min)", "1.2", "2", "8.8", "2.7", "seconds", "72", "120", "528", "162", "low"},
	{"4", "abandonment", "平均放弃呼叫率", "average abandonment rate", "4.30%", "5.40%", "5.10%", NULL, "fraction", "0.043", "0.054", "0.051", NULL, "low"},
	{"5", "queue_time", "平均排队时间 (秒)", "average time in queue (s)", "30", "49.7", "60.8", NULL, "seconds", "30", "49.7", "60.8", NULL, "low"},
	{"6", "fcr", "平均第一次呼叫完成率", "average first-call resolution", "83%", "78.30%", "20.30%", NULL, "fraction", "0.83", "0.783", "0.203", NULL, "high"},
	{"7", "blocked", "平均呼叫阻塞百分比", "average share of blocked calls", "4.84%", "7.97%", "10.23%", NULL, "fraction", "0.0484", "0.0797", "0.1023", NULL, "low"},
	{"8", "occupancy", "平均TSR占用率", "average agent occupancy", "80%", "76%", "16.70%", NULL, "fraction", "0.8", "0.76", "0.167", NULL, "band"},
	{"9", "time_to_abandon", "平均放弃之前等待时间 (秒)", "average wait before abandoning (s)", "50", "69.5", "75.7", NULL, "seconds", "50", "69.5", "75.7", NULL, NULL},
	{"10", "adherence", "平均排班遵守率", "average schedule adherence", "92%", "90.20%", "9.60%", NULL, "fraction", "0.92", "0.902", "0.096", NULL, "high"},
	{"11", "attendance", "平均出勤率", "average attendance", "92%", "86.20%", "19.70%", NULL, "fraction", "0.92", "0.862", "0.197", NULL, "high"},
	{"12", "contacts_per_8h", "每8小时每个TSR呼入处理量", "inbound contacts per agent in 8 hours", "65", "74.6", "64.8", NULL, "contacts", "65", "74.6", "64.8", NULL, "high"},
};

const char *const cc_benchmark_metrics[] = {
	"asa", "talk", "acw", "abandonment", "queue_time", "fcr", "blocked", "occupancy",
	"time_to_abandon", "adherence", "attendance", "contacts_per_8h", "aht", NULL};

static const char *const icmi_modules[][8] = {
	{"1", "drivers", "驱动因素", "leadership", "领导力", "leadership", "6", "战略定位, 利益相关方, 执行力, 团队协作, 价值认同, 沟通"},
	{"2", "drivers", "驱动因素", "strategic_planning", "战略规划", "strategic planning", "3", "愿景使命, 运营目标, 计划"},
	{"3", "enablers", "实现因素", "people", NULL, "people", "7", NULL},
	{"4", "enablers", "实现因素", "infrastructure", NULL, "infrastructure", "5", NULL},
	{"5", "enablers", "实现因素", "processes", NULL, "processes", "7", "预测与排班, 实时管理, 质检辅导, 流程改进, 保密安全, 连续性, 财务"},
	{"6", "results", "绩效", "employee_results", NULL, "employee results", "2", "满意敬业, 流失率"},
	{"7", "results", "绩效", "customer_results", NULL, "customer experience results", "3", "满意, 忠诚, VOC"},
	{"8", "results", "绩效", "operational_results", NULL, "operational results", "4", "服务水平与响应, 质量, 成本, 业务贡献"},
};

static const char *const icmi_objectives[][5] = {
	{"1", "strategic_value", "strategic value to the organisation", "operational_results", "revenue_per_contact"},
	{"2", "customer_satisfaction", "customer satisfaction and loyalty", "customer_results", "csat"},
	{"3", "employee_satisfaction", "employee satisfaction", "employee_results", "employee_satisfaction"},
	{"4", "quality", "quality of contacts", "operational_results", "quality"},
	{"5", "first_contact_resolution", "first-contact resolution", "operational_results", "fcr"},
	{"6", "service_level", "service level and response time", "operational_results", "service_level"},
	{"7", "adherence", "schedule adherence", "processes", "adherence"},
	{"8", "actual_to_forecast", "actual against forecast contact load", "processes", "forecast_wape"},
};

static const char *const value_layers[][6] = {
	{"1", "efficiency", "efficiency and effectiveness", "majority", NULL, NULL},
	{"2", "loyalty", "customer loyalty", "50 %", "0.5", "0.5"},
	{"3", "strategic", "business-unit and strategic value", "10–15 %", "0.1", "0.15"},
};

static const char *const cmm_dimensions[][5] = {
	{"standard", "1", "design_and_planning", "设计与规划", "design and planning"},
	{"standard", "2", "operations_and_management", "运营与管理", "operations and management"},
	{"standard", "3", "data_and_performance", "数据与绩效", "data and performance"},
	{"standard", "4", "customer_experience", "客户体验", "customer experience"},
	{"standard", "5", "innovation_and_improvement", "创新与提高", "innovation and improvement"},
	{"report", "1", "strategy_and_leadership", NULL, "strategy and leadership"},
	{"report", "2", "process_and_operations", NULL, "process and operations"},
	{"report", "3", "technology_and_systems", NULL, "technology and systems"},
	{"report", "4", "people_and_skills", NULL, "people and skills"},
	{"report", "5", "performance_and_insights", NULL, "performance and insights"},
};

static const char *const cmm_levels[][3] = {
	{"1", "初始", "initial"},
	{"2", "可重复", "repeatable"},
	{"3", "已定义", "defined"},
	{"4", "量化管理", "quantitatively managed"},
	{"5", "优化", "optimising"},
};

static const char *const rater_dimensions[][4] = {
	{"1", "reliability", "R", "the promised service, dependably and accurately"},
	{"2", "assurance", "A", "knowledge and courtesy that inspire trust"},
	{"3", "tangibles", "T", "what the customer sees: tools, channels, documents"},
	{"4", "empathy", "E", "individual, caring attention"},
	{"5", "responsiveness", "R", "willingness to help, promptly"},
};

static const char *const kpi_catalog[][7] = {
	{"service_level", "服务水平", "answered within the threshold", "fraction", "high", "efficiency", "operational_results"},
	{"response_service_level", NULL, "first reply within target, in business hours", "fraction", "high", "efficiency", "operational_results"},
	{"asa", "平均应答速度", "average speed of answer", "seconds", "low", "efficiency", "operational_results"},
	{"queue_time", "平均排队时间", "average time in queue, all visits", "seconds", "low", "efficiency", "operational_results"},
	{"abandonment", "放弃率", "abandoned of offered", "fraction", "low", "efficiency", "operational_results"},
	{"blocked", "呼叫阻塞率", "blocked of attempted", "fraction", "low", "efficiency", "infrastructure"},
	{"answer_rate", "人工接通率", "answered of offered", "fraction", "high", "efficiency", "operational_results"},
	{"transfer_rate", "转接率", "transferred of answered", "fraction", "low", "efficiency", "processes"},
	{"talk", "通话时长", "average talk time", "seconds", "low", "efficiency", "operational_results"},
	{"acw", "通话后工作", "average after-contact work", "seconds", "low", "efficiency", "operational_results"},
	{"aht", "平均处理时长", "average handle time", "seconds", "low", "efficiency", "operational_results"},
	{"occupancy", "占用率", "handling of handling and available time", "fraction", "band", "efficiency", "operational_results"},
	{"utilisation", "工时利用率", "handling of paid time", "fraction", "high", "efficiency", "operational_results"},
	{"availability", "可用率", "available of logged-in time", "fraction", "band", "efficiency", "operational_results"},
	{"adherence", "排班遵守率", "time in the scheduled class of activity", "fraction", "high", "efficiency", "processes"},
	{"conformance", "排班符合率", "on-queue time actual of scheduled", "fraction", "band", "efficiency", "processes"},
	{"attendance", "出勤率", "present of scheduled time", "fraction", "high", "efficiency", "people"},
	{"shrinkage", "损耗率", "paid time not available of paid time", "fraction", "low", "efficiency", "processes"},
	{"forecast_wape", "业务量预测准确率", "absolute forecast error of actual volume", "fraction", "low", "efficiency", "processes"},
	{"quality", "质检得分", "points of possible points", "fraction", "high", "efficiency", "operational_results"},
	{"cost_per_contact", NULL, "cost of an answered contact", "money", "low", "efficiency", "operational_results"},
	{"turnover", "员工流失率", "annual exits of average headcount", "fraction", "low", "efficiency", "employee_results"},
	{"employee_satisfaction", "员工满意度", "top-box share of employees", "fraction", "high", "efficiency", "employee_results"},
	{"fcr", "首次解决率", "contacts not repeated within the window", "fraction", "high", "loyalty", "operational_results"},
	{"csat", "客户满意度", "top-box share of answers", "fraction", "high", "loyalty", "customer_results"},
	{"ces", NULL, "customer effort", "score", "high", "loyalty", "customer_results"},
	{"nps", "净推荐值", "promoters less detractors", "fraction", "high", "loyalty", "customer_results"},
	{"revenue_per_contact", "业务贡献度", "revenue of an answered contact", "money", "high", "strategic", "operational_results"},
};
/* clang-format on */

TABLE(cc_benchmark, 14, benchmark);
TABLE(cc_icmi_modules, 8, icmi_modules);
TABLE(cc_icmi_objectives, 5, icmi_objectives);
TABLE(cc_value_layers, 6, value_layers);
TABLE(cc_cmm_dimensions, 5, cmm_dimensions);
TABLE(cc_cmm_levels, 3, cmm_levels);
TABLE(cc_rater_dimensions, 4, rater_dimensions);
TABLE(cc_kpi_catalog, 7, kpi_catalog);

/* The rows of talk and after-call work, which make up the handle time. */
#define TALK 1
#define ACW 2
#define AHT 12

void
cc_benchmark_find(int metric, cc_benchmark_row *row)
{
	int printed = metric == AHT ? TALK : metric;

	row->median = strtod(benchmark[printed][9], NULL);
	row->mean = strtod(benchmark[printed][10], NULL);
	row->sd = strtod(benchmark[printed][11], NULL);
	row->better = benchmark[printed][13];
	if (metric == AHT)
	{
		row->median += strtod(benchmark[ACW][9], NULL);
		row->mean += strtod(benchmark[ACW][10], NULL);
		row->sd = (double) NAN;
	}
}
