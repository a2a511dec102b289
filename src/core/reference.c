/*
 * reference.c
 *		Reference data: benchmark, frameworks, catalogue of KPIs.  UTF-8.
 *
 * Tested in test/pgtap/control-charts.sql.
 */
#include "core/reference.h"

#include <math.h>
#include <stdlib.h>

#define ROWS(array) ((int) (sizeof(array) / sizeof((array)[0])))
#define TABLE(name, width, array) \
	const cc_reference name = {width, width, ROWS(array), (array)[0]}

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

static const char *const frameworks[][3] = {
	{"standard", "CC-CMM, the dimensions of the standard", "CC-CMM standard, 2025 edition"},
	{"report", "CC-CMM, the dimensions of the earlier report", "CC-CMM report, as its announcement has them"},
	{"shared_practices", "the twelve shared practices", "China Contact Center Standard"},
	{"culture", "the nine items of a centre's culture", "China Contact Center Standard"},
	{"assessment", "the eight aspects by which a centre is assessed", "China Contact Center Standard"},
};

/* Those of CC-CMM come first: cc_cmm_dimensions is made of them. */
#define CMM_DIMENSIONS 10
static const char *const framework_dimensions[][6] = {
	{"standard", "1", "design_and_planning", "设计与规划", "design and planning", "{forecast_wape,shrinkage}"},
	{"standard", "2", "operations_and_management", "运营与管理", "operations and management", "{service_level,adherence,occupancy}"},
	{"standard", "3", "data_and_performance", "数据与绩效", "data and performance", "{aht,cost_per_contact,quality}"},
	{"standard", "4", "customer_experience", "客户体验", "customer experience", "{csat,nps,fcr}"},
	{"standard", "5", "innovation_and_improvement", "创新与提高", "innovation and improvement", "{}"},
	{"report", "1", "strategy_and_leadership", NULL, "strategy and leadership", "{contribution_per_contact}"},
	{"report", "2", "process_and_operations", NULL, "process and operations", "{service_level,adherence,fcr}"},
	{"report", "3", "technology_and_systems", NULL, "technology and systems", "{blocked}"},
	{"report", "4", "people_and_skills", NULL, "people and skills", "{quality,turnover,employee_satisfaction}"},
	{"report", "5", "performance_and_insights", NULL, "performance and insights", "{service_level,csat,cost_per_contact}"},
	{"shared_practices", "1", "culture", "建立起有效的客户联络中心文化", "an effective culture of the contact centre is built up", "{employee_satisfaction,turnover}"},
	{"shared_practices", "2", "people", "将人视为最成功的关键因素，在人员知识技能更新和职业发展方面加大投入", "people are taken for the key to success; more is invested in their knowledge, skills and careers", "{employee_satisfaction,turnover,quality}"},
	{"shared_practices", "3", "customer_expectations", "围绕客户需求与期望的动态变化，对服务质量进行动态调整", "the quality of service follows what customers need and expect as that changes", "{csat,nps,ces,quality}"},
	{"shared_practices", "4", "process_design", "进行整体流程设计与管理", "processes are designed and managed as a whole", "{fcr,transfer_rate}"},
	{"shared_practices", "5", "operational_planning", "具备系统的、协同的运营规划与管理程序", "planning and managing operations is systematic and concerted", "{forecast_wape,adherence,shrinkage}"},
	{"shared_practices", "6", "technology_and_people", "在技术与人员方面形成有效组合", "technology and people are combined effectively", "{occupancy,aht,blocked}"},
	{"shared_practices", "7", "specialisation_and_sharing", "在专业分工与资源共享方面达成最佳平衡", "specialising and sharing resources are in the best balance", "{occupancy,transfer_rate,service_level}"},
	{"shared_practices", "8", "balanced_performance", "能够综合分析并平衡各项关键运营绩效数据", "the key figures of performance are analysed together and balanced", "{service_level,abandonment,aht,cost_per_contact,csat}"},
	{"shared_practices", "9", "budget_and_support", "能根据需要获取必要的预算及相关支持", "the budget and support that are needed are got", "{cost_per_contact,contribution_per_contact}"},
	{"shared_practices", "10", "overcoming_barriers", "能有效克服地域、时间和政策等障碍", "barriers of place, time and policy are overcome effectively", "{service_level,response_service_level}"},
	{"shared_practices", "11", "continuous_improvement", "具备定期检验及持续改进机制", "there are regular checks and continuous improvement", "{quality,fcr}"},
	{"shared_practices", "12", "adaptation_and_innovation", "能根据客户及市场变化不断调整和创新", "the centre keeps adapting and innovating as customers and markets change", "{nps,contribution_per_contact}"},
	{"culture", "1", "customer_value", "客户价值", "customer value", "{csat,nps}"},
	{"culture", "2", "communication", "高效沟通", "efficient communication", "{}"},
	{"culture", "3", "teamwork", "团队协作", "teamwork", "{transfer_rate}"},
	{"culture", "4", "trust_and_empowerment", "信任授权", "trust and empowerment", "{fcr}"},
	{"culture", "5", "learning_and_innovation", "学习创新", "learning and innovation", "{quality}"},
	{"culture", "6", "career_development", "职业发展", "career development", "{turnover}"},
	{"culture", "7", "recognition", "认可激励", "recognition and incentives", "{turnover}"},
	{"culture", "8", "employee_satisfaction", "员工满意", "employee satisfaction", "{employee_satisfaction}"},
	{"culture", "9", "fairness", "公平环境", "a fair environment", "{}"},
	{"assessment", "1", "leadership", "领导能力", "leadership", "{}"},
	{"assessment", "2", "strategy", "战略规划与部署", "strategic planning and deployment", "{contribution_per_contact}"},
	{"assessment", "3", "customer_value", "客户价值", "customer value", "{csat,nps,upstream_csat}"},
	{"assessment", "4", "measurement", "绩效衡量与分析", "measuring and analysing performance", "{quality}"},
	{"assessment", "5", "floor_management", "现场管理", "management of the floor", "{adherence,occupancy}"},
	{"assessment", "6", "people_management", "人员管理", "management of people", "{employee_satisfaction,turnover}"},
	{"assessment", "7", "process_management", "流程管理", "management of processes", "{fcr,transfer_rate}"},
	{"assessment", "8", "operational_results", "运营绩效结果", "results of operations", "{service_level,abandonment,aht,cost_per_contact}"},
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
	/* outbound */
	{"contact_rate", NULL, "outbound calls in which an agent spoke to a person, of attempts", "fraction", "high", "efficiency", "operational_results"},
	{"right_party_rate", NULL, "conversations with the person wanted of those known", "fraction", "high", "efficiency", "operational_results"},
	{"conversion", NULL, "conversations with a person that sold", "fraction", "high", "strategic", "operational_results"},
	{"list_penetration", NULL, "entries of lists loaded that were dialled", "fraction", "high", "efficiency", "processes"},
	{"attempts_per_record", NULL, "outbound attempts per entry dialled", "number", "low", "efficiency", "processes"},
	{"callbacks_kept", NULL, "promised callbacks dialled within 15 minutes of the promise", "fraction", "high", "loyalty", "processes"},
	{"dialler_abandonment", NULL, "calls a person answered that no agent took within two seconds (16 CFR 310.4)", "fraction", "low", "efficiency", "processes"},
	{"sales_per_agent_hour", NULL, "sales per hour of agents on outbound calls and between them", "number", "high", "strategic", "operational_results"},
	{"value_per_agent_hour", NULL, "value sold per hour of agents on outbound calls and between them", "money", "high", "strategic", "operational_results"},
	{"cost_per_sale", NULL, "cost of the campaigns per sale", "money", "low", "strategic", "operational_results"},
	{"contribution_per_contact", NULL, "inbound revenue and outbound value less cost, per contact", "money", "high", "strategic", "operational_results"},
	/* who commissions the centre */
	{"upstream_csat", "上游客户满意度", "top-box share of the clients who commission the centre", "fraction", "high", "loyalty", "customer_results"},
	{"containment", NULL, "self-service with no contact in the window", "fraction", "high", "efficiency", "operational_results"},
	{"task_completion", NULL, "self-service in which the task was completed", "fraction", "high", "efficiency", "operational_results"},
	{"misroute_rate", NULL, "escalations transferred within a minute", "fraction", "low", "efficiency", "processes"},
	{"next_reply", NULL, "mean time to a next reply, in business hours", "seconds", "low", "efficiency", "operational_results"},
	{"resolution_time", NULL, "mean full resolution, in business hours", "seconds", "low", "efficiency", "operational_results"},
	{"reopen_rate", NULL, "reopened of tickets solved", "fraction", "low", "efficiency", "operational_results"},
	{"one_touch_rate", NULL, "tickets resolved with a single reply", "fraction", "high", "loyalty", "operational_results"},
	{"chat_first_response", NULL, "mean wait for an agent's first message", "seconds", "low", "efficiency", "operational_results"},
	{"chat_response", NULL, "mean wait for an agent's message", "seconds", "low", "efficiency", "operational_results"},
	{"chat_concurrency", NULL, "conversations that an agent has at a time", "contacts", "band", "efficiency", "operational_results"},
	{"idle_close_rate", NULL, "conversations that the system ended", "fraction", "low", "efficiency", "operational_results"},
};
/* clang-format on */

TABLE(cc_benchmark, 14, benchmark);
TABLE(cc_icmi_modules, 8, icmi_modules);
TABLE(cc_icmi_objectives, 5, icmi_objectives);
TABLE(cc_value_layers, 6, value_layers);
TABLE(cc_frameworks, 3, frameworks);
TABLE(cc_framework_dimensions, 6, framework_dimensions);
const cc_reference cc_cmm_dimensions = {5, 6, CMM_DIMENSIONS,
										framework_dimensions[0]};
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
