-- What the page says, by its English text, in the page's language; of a name in a view what it is in
-- English as well.  The terms are those of doc/glossary.md and kpi_catalog().
CREATE TEMP TABLE said (en text PRIMARY KEY, said text);
INSERT INTO pg_temp.said
SELECT k, CASE :'language' WHEN 'zh' THEN zh ELSE coalesce(en, k) END
FROM (VALUES
	('Contact centre, %s to %s', NULL, '联络中心:%s 至 %s'),
	('Intervals of %s in %s. Service level: contacts answered within %s s, goal %s, formula "%s". Newest contact: %s.', NULL, '时段 %s,时区 %s。服务水平:%s 秒内接听,目标 %s,公式“%s”。最新联络:%s。'),
	('All tables', NULL, '全部表格'), ('Light or dark', NULL, '浅色或深色'), ('Table', NULL, '表格'),
	('Today', NULL, '今天'), ('Service and plans', NULL, '服务与计划'), ('People', NULL, '人员'), ('Customers', NULL, '客户'), ('Control charts', NULL, '控制图'),
	('Targets and benchmark', NULL, '目标与基准'), ('Value of service', NULL, '服务的价值'), ('Data quality', NULL, '数据质量'),
	('No contacts', NULL, '没有联络'), ('This model has no contacts yet.', NULL, '此模型中还没有联络。'), ('There are no contacts in these days. The newest is of %s.', NULL, '这些日子没有联络。最新的是 %s。'),
	('Nothing to show in this span.', NULL, '此时间段没有可显示的内容。'), ('Not shown, as there are no such views to read: %s.', NULL, '未显示,因为没有可读的视图:%s。'), ('Not shown, as they took too long: %s.', NULL, '未显示,因为耗时过长:%s。'), ('Not shown, as they failed: %s.', NULL, '未显示,因为出错:%s。'), ('Written %s.', NULL, '写于 %s。'),
	('pale: of fewer than 10', NULL, '浅色:不足 10 个'), ('%s ± 5 points', NULL, '%s ± 5 个百分点'),
	('95 % interval', NULL, '95 % 区间'), ('80 % interval', NULL, '80 % 区间'), ('its interval', NULL, '其区间'), ('As of %s', NULL, '截至 %s'), ('Replayed as it was on %s. Later contacts, up to %s, are not in this part; they are in those below, which have this day whole.', NULL, '回放至 %s 时的情形。此后(至 %s)的联络不在本部分,而在下面各部分,其中含当日全天。'), ('from', NULL, '下限'), ('to', NULL, '上限'),
	-- today
	('Waiting now', NULL, '正在等待'), ('longest %s', NULL, '最长 %s'), ('In service', NULL, '正在服务'), ('Offered today', NULL, '今日呼入量'), ('Answered in time today', NULL, '今日服务水平'),
	('goal %s', NULL, '目标 %s'), ('Speed of answer today', NULL, '今日平均应答速度'), ('Abandoned today', NULL, '今日放弃'),
	('%s agents are logged in', NULL, '%s 名座席在线'), ('What they do now, by class of state.', NULL, '当前状态,按状态类别。'), ('State', NULL, '状态'), ('Agents', NULL, '座席'), ('Mean time in it', NULL, '平均持续时间'),
	('handling', NULL, '处理中'), ('available', NULL, '空闲'), ('other work', NULL, '其他工作'), ('unavailable', NULL, '不可用'),
	('Contacts today: what came and what is expected', NULL, '今日联络:已到与预期'), ('Contacts by interval, all queues; the forecast from before, and the one in the light of what came. The line is now.', NULL, '各时段联络量,全部队列;事先的预测,以及根据已到量更新的预测。竖线为现在。'),
	('Time', NULL, '时段'), ('Came', NULL, '实际'), ('Forecast before', NULL, '事先预测'), ('Forecast now', NULL, '更新预测'),
	('Where today ends: %s contacts', NULL, '今日预计:%s 次联络'), ('Contacts by queue at the end of the day: projected from what came, against the forecast from before.', NULL, '各队列到日终的联络量:由已到量推算,对照事先的预测。'),
	('Came so far', NULL, '已到'), ('Projected', NULL, '推算'), ('Queues now', NULL, '当前队列'), ('Who waits, who is served, and the local day so far.', NULL, '等待、服务中,以及当日至今。'),
	('Waiting', NULL, '等待'), ('Longest wait', NULL, '最长等待'), ('ASA', NULL, '平均应答速度'), ('Queue', NULL, '队列'), ('chat', NULL, '聊天'), ('callback', NULL, '回拨'), ('email', 'e-mail', '电子邮件'),
	-- service and plans
	('Offered', NULL, '呼入量'), ('%s days', NULL, '%s 天'), ('Service level', NULL, '服务水平'), ('Abandoned', NULL, '放弃'), ('Speed of answer', NULL, '平均应答速度'), ('mean of the answered', NULL, '已接听的平均'),
	('Handle time', NULL, '平均处理时长'), ('talk, hold and wrap-up', NULL, '通话、保持与事后处理'),
	('Service level by queue and time of day', NULL, '服务水平:队列 × 时段'), ('Service level by day and time of day', NULL, '服务水平:日期 × 时段'),
	('Per cent answered within %s s, of the contacts that came in each interval, all days together. Underlined: below the goal.', NULL, '各时段到达的联络在 %s 秒内接听的百分比,各日合计。下划线:低于目标。'),
	('Per cent answered within %s s, all queues together; the last %s days at most.', NULL, '%s 秒内接听的百分比,全部队列合计;最多最近 %s 天。'),
	('Day', NULL, '日期'), ('Contacts judged', NULL, '计入的联络'), ('below %s', NULL, '低于 %s'), ('at or above it', NULL, '达到或高于'),
	('Contacts against the forecast: off by %s of an interval''s contacts (WAPE)', NULL, '联络量对照预测:每时段偏差 %s(WAPE)'), ('%s: WAPE %s', NULL, '%s:WAPE %s'), ('Contacts by interval in the last seven days of the span, and the newest forecast from before, with its interval where it has one; the largest queues.', NULL, '时间段最后七天各时段的联络量,以及事先最新的预测及其区间(如有);最大的队列。'),
	('Forecast', NULL, '预测'), ('WAPE', NULL, '加权误差'), ('Bias', NULL, '偏差'),
	('Agents required and scheduled', NULL, '所需与排班座席'), ('Agents by interval in the last seven days of the span, for %s answered within %s s by the newest forecast (Erlang A); queues that share agents are one pool, pools add.', NULL, '时间段最后七天各时段的座席数,目标 %s 在 %s 秒内接听,按最新预测(Erlang A);共用座席的队列为一池,各池相加。'),
	('Scheduled', NULL, '排班'), ('Required', NULL, '所需'), ('More than required', NULL, '超出所需'),
	-- people
	('Occupancy: %s', NULL, '占用率:%s'), ('Time handling contacts, of handling and available time, by day. Higher is not better: people need to breathe.', NULL, '处理时间占处理与空闲时间之比,按日。并非越高越好:人需要喘息。'), ('Occupancy', NULL, '占用率'), ('Utilisation', NULL, '利用率'),
	('Hours logged in', NULL, '登录小时'), ('Target', NULL, '目标'), ('Occupancy by team', NULL, '各团队占用率'), ('Time handling contacts, of handling and available time. Orange and underlined: more than 5 points beside the target.', NULL, '处理时间占处理与空闲时间之比。橙色带下划线:偏离目标 5 个百分点以上。'), ('Team', NULL, '团队'), ('no team', NULL, '无团队'),
	('Shrinkage: %s of paid time', NULL, '缩减率:带薪时间的 %s'), ('What paid time went into that was not work on contacts; shares of all paid time.', NULL, '带薪时间中未用于联络的部分;占全部带薪时间之比。'), ('Component', NULL, '组成'), ('Kind', NULL, '类别'), ('Share of paid time', NULL, '占带薪时间'), ('Hours', NULL, '小时'),
	('internal', NULL, '内部'), ('external', NULL, '外部'), ('break', NULL, '休息'), ('training', NULL, '培训'), ('meeting', NULL, '会议'), ('sick leave', NULL, '病假'),
	('Adherence: %s of scheduled time', NULL, '排班遵从率:%s'), ('Scheduled time in which the agent did what the schedule says; the twelve lowest of %s agents with four hours or more.', NULL, '座席按排班行事的排班时间;%s 名排班四小时以上座席中最低的十二名。'),
	('Agent', NULL, '座席'), ('Adherence', NULL, '排班遵从率'), ('Hours scheduled', NULL, '排班小时'),
	-- customers
	('Of contacts from %s to %s where nothing else is said, not of these days alone. Associations in the data, no proof.', NULL, '未另作说明者基于 %s 至 %s 的联络,不限于这些日子。为数据中的关联,并非证明。'), ('Satisfaction by what the customer lived through', NULL, '客户经历与满意度'),
	('Mean answer on 0 to 100 with its 95 %% interval, by band; bands with fewer than %s answers are left out.', NULL, '0 到 100 的平均回答及 95 %% 区间,按档;少于 %s 个回答的档略去。'),
	('Wait', NULL, '等待时间'), ('Transfers', NULL, '转接'), ('Repeat', NULL, '重复来电'), ('By', NULL, '按'), ('Band', NULL, '档'), ('Satisfaction', NULL, '满意度'), ('Answers', NULL, '回答数'),
	('to 20 s', NULL, '20 秒内'), ('to 1 min', NULL, '1 分内'), ('to 2 min', NULL, '2 分内'), ('to 5 min', NULL, '5 分内'), ('to 10 min', NULL, '10 分内'), ('longer', NULL, '更长'), ('none', NULL, '无'), ('one', NULL, '一次'), ('more', NULL, '更多'), ('first', NULL, '首次'), ('repeat', NULL, '重复'),
	('What moves satisfaction', NULL, '什么影响满意度'), ('Points of 100 for one more of each, all else equal, with the 95 % interval; weighted for who answers. An interval across the zero line: no effect shown.', NULL, '其他相同时,每多一个所对应的百分点,及 95 % 区间;按回答概率加权。区间跨过零线:未显示影响。'),
	('One more', NULL, '每多一个'), ('Points', NULL, '点数'), ('Share of what is explained', NULL, '解释份额'),
	('wait_min', 'minute of waiting', '等待一分钟'), ('hold_min', 'minute on hold', '保持一分钟'), ('handle_min', 'minute of handling', '处理一分钟'), ('transfers', 'transfer', '一次转接'), ('repeats', 'repeat', '一次重复'), ('abandoned', 'contact given up', '一次放弃'), ('csat_10', 'ten points of satisfaction', '满意度十点'),
	('Which questions go with satisfaction and recommendation', NULL, '哪些问题与满意和推荐相关'), ('Points of the outcome for one point of the question, all else equal (0 to 100), with the 95 % interval. Of all answers.', NULL, '其他相同时,问题每一点对应的结果点数(0 到 100),及 95 % 区间。基于全部回答。'), ('Question', NULL, '问题'), ('Mean answer', NULL, '平均回答'),
	('Of one customer in %s, chosen by the key.', NULL, '按键值从每 %s 名客户中取一名。'), ('What goes with customers who stay', NULL, '什么与客户留存相关'), ('Odds ratios with their 95 %% interval: what one more of each multiplies the odds to stay by. At the line, 1, nothing. With a star: the model that has the answers as well. Of outcomes from %s on, and the contacts in %s days before.', NULL, '优势比及 95 %% 区间:每多一个使留存几率乘以多少。在线(1)处:无。带星号:同时含回答的模型。基于 %s 起的结果及其前 %s 天的联络。'), ('Odds ratio', NULL, '优势比'), ('No effect', NULL, '无影响'), ('Model', NULL, '模型'), ('Outcomes', NULL, '结果数'),
	('experience', NULL, '经历'), ('experience and satisfaction', NULL, '经历与满意度'),
	('Recommendation (NPS): %s points, 95 %% interval %s to %s', NULL, '净推荐值:%s 点,95 %% 区间 %s 至 %s'), ('Recommendation (NPS)', NULL, '净推荐值'), ('all queues', NULL, '全部队列'), ('Points: promoters less detractors, of 100 who answered, with the 95 % interval; the newest month with answers.', NULL, '点数:每 100 名回答者中推荐者减贬损者,及 95 % 区间;有回答的最近一月。'), ('NPS', NULL, '净推荐值'), ('Satisfied customers (CSAT): %s', NULL, '客户满意度:%s'), ('Share of satisfied answers, with the 95 % interval; the newest month with answers.', NULL, '满意回答的比例,及 95 % 区间;有回答的最近一月。'), ('CSAT', NULL, '客户满意度'),
	-- control charts
	('Signal or noise? Days within the limits differ by chance; a day with a square does not.', NULL, '信号还是噪声?界限内的日子只是偶然差异;带方块的则不是。'), ('Service level by queue and day: %s of %s outside the limits', NULL, '各队列每日服务水平:%s 项超出界限,共 %s 项'), ('Handle time by queue and day: %s of %s outside the limits', NULL, '各队列每日平均处理时长:%s 项超出界限,共 %s 项'),
	('Service level of each day; limits of 3 sigma from the baseline, wider on days with few contacts. The level line is the baseline mean.', NULL, '每日服务水平;基线 3σ 界限,联络少的日子更宽。水平线为基线均值。'), ('Mean handle time of each day; limits of 3 sigma from the baseline. The level line is the baseline mean.', NULL, '每日平均处理时长;基线 3σ 界限。水平线为基线均值。'),
	('Mean', NULL, '均值'), ('lower limit', NULL, '下界'), ('upper limit', NULL, '上界'), ('limits', NULL, '界限'), ('Contacts', NULL, '联络'), ('outside the limits', NULL, '超出界限'), ('What it is', NULL, '含义'), ('Signal', NULL, '信号'),
	-- targets and benchmark
	('%s of %s targets are met', NULL, '%s 项达标,共 %s 项目标'), ('KPIs of %s; month to date where it is running.', NULL, '%s 的指标;当月为至今。'), ('KPI', NULL, '指标'), ('Actual', NULL, '实际'), ('Status', NULL, '状态'), ('met', NULL, '达标'), ('missed', NULL, '未达标'), ('better', NULL, '较好'), ('worse', NULL, '较差'),
	('Against the benchmark of 1999', NULL, '对照 1999 年基准'), ('Standard deviations from the mean of the centres that Purdue University asked in 1999; to the right is higher, which is not always better: the table says it.', NULL, '与普渡大学 1999 年调查的中心均值相差的标准差;右侧为较高,未必较好:见表格。'), ('z', NULL, '标准差数'), ('Own', NULL, '本中心'), ('Median 1999', NULL, '1999 中位数'), ('Mean 1999', NULL, '1999 均值'),
	-- days, staffing over and under, the week ahead
	('Service level by day', NULL, '每日服务水平'), ('Per cent answered within %s s, all queues together; the line is the goal, what is below it orange and underlined.', NULL, '%s 秒内接听的百分比,全部队列合计;竖线为目标,低于目标者为橙色带下划线。'), ('Goal', NULL, '目标'),
	('Queues, the worst first: %s of %s below the goal', NULL, '各队列,最差者在前:%s 个低于目标,共 %s 个'), ('All days together, by the share answered within %s s. The worst interval is the one with most contacts answered late or not at all beyond those that the goal, %s, allows.', NULL, '各日合计,按 %s 秒内接听的比例。最差时段:迟接或未接的联络超出目标 %s 所允许数量最多者。'), ('Abandoned of offered', NULL, '放弃率'), ('Worst interval', NULL, '最差时段'),
	('Where the goal was missed most', NULL, '离目标最远之处'), ('Queues and times of day by the contacts that were answered late or not at all, beyond those that the goal allows.', NULL, '各队列与时段:迟接或未接的联络,超出目标所允许的数量。'), ('Queue and time', NULL, '队列与时段'), ('Contacts too many', NULL, '超出的联络'),
	('Over- and understaffed: %s agent hours too many, %s too few', NULL, '人手多余与不足:多 %s 座席小时,缺 %s'), ('Agents scheduled less those required, by day and time of day: + more, − fewer.', NULL, '排班座席减所需座席,按日与时段:+ 多,− 少。'), ('fewer than required', NULL, '少于所需'), ('as many or more', NULL, '等于或多于所需'),
	('The week ahead: %s contacts forecast', NULL, '未来一周:预测 %s 次联络'), ('By the newest forecast; agent hours required for the goal, and scheduled. How wrong it may be: see the forecast of this week.', NULL, '按最新预测;达到目标所需的座席小时,以及已排班的。偏差大小见本周预测。'), ('Hours required', NULL, '所需小时'), ('Hours over or short', NULL, '小时多或缺'),
	('The week ahead by time of day: %s agent hours too many, %s too few', NULL, '未来一周各时段:多 %s 座席小时,缺 %s'), ('Not in these figures, as they have no plan: %s.', NULL, '未计入(没有排班计划):%s。'), ('%s, %s agent hours required', NULL, '%s,需 %s 座席小时'), ('%s, %s agent hours required if an agent has one contact at a time', NULL, '%s,若每座席一次只处理一个联络,需 %s 座席小时'),
	('Adherence by team', NULL, '各团队遵时率'), ('Scheduled time in which agents did what the schedule says; lowest first.', NULL, '座席按排班行事的排班时间;最低者在前。'),
	-- outbound calls
	('Outbound calls', NULL, '外呼'), ('Attempts', NULL, '拨打次数'), ('Contact rate', NULL, '接通率'), ('spoke to a person', NULL, '与人通话'), ('Right party', NULL, '本人接通率'), ('of those, the one wanted', NULL, '其中为本人'), ('Conversion', NULL, '转化率'), ('of those, a sale', NULL, '其中成交'),
	('Sales', NULL, '成交'), ('%s a day', NULL, '每日 %s'), ('Sales per agent hour', NULL, '每座席小时成交'),
	('From attempt to sale', NULL, '从拨打到成交'), ('Outbound calls of all campaigns; shares are of the attempts.', NULL, '全部活动的外呼;比例相对拨打次数。'), ('Step', NULL, '步骤'), ('Calls', NULL, '呼叫'), ('attempts', NULL, '拨打'), ('a person answered', NULL, '有人接听'), ('an agent spoke to a person', NULL, '座席与人通话'), ('it was the one wanted', NULL, '为本人'), ('a sale', NULL, '成交'),
	('When people are reached', NULL, '何时能接通'), ('Contact rate by hour of the day, all campaigns.', NULL, '一天各小时的接通率,全部活动。'), ('Hour', NULL, '小时'),
	('Abandoned by the dialler, as US law counts: %s of %s missed 3 %%', NULL, '拨号器放弃(美国法规口径):%s 项超过 3 %%,共 %s 项'), ('Calls that a person answered and no agent took within two seconds, by campaign and period of 30 days (16 CFR 310.4): at most 3 %.', NULL, '有人接听而两秒内无座席应答的呼叫,按活动与 30 天周期(16 CFR 310.4):至多 3 %。'),
	('At most', NULL, '至多'), ('Campaign and period', NULL, '活动与周期'), ('Persons', NULL, '接听者'), ('Calls abandoned', NULL, '放弃的呼叫'),
	('Abandoned by the dialler, as Ofcom counts', NULL, '拨号器放弃(Ofcom 口径)'), ('Abandoned call rate of each day, all campaigns. The line is 3 %, which was the limit until 2017; no number is safe since.', NULL, '每日呼叫放弃率,全部活动。水平线为 3 %,即 2017 年前的上限;此后没有安全数值。'), ('Live contacts', NULL, '有效通话'),
	-- self-service
	('Self-service', NULL, '自助服务'), ('Sessions', NULL, '会话'), ('Containment', NULL, '自助解决率'), ('did not come to an agent', NULL, '未转到座席'), ('Completed', NULL, '完成'), ('did what they came for', NULL, '办成所求之事'), ('Escalated', NULL, '转人工'), ('handed to an agent', NULL, '转给座席'), ('Misrouted', NULL, '误转'), ('of those routed', NULL, '占已转接'),
	('Containment by channel', NULL, '各渠道自助解决率'), ('Sessions after which the customer did not come to an agent, of those that can be judged.', NULL, '此后客户未联系座席的会话,占可判断者。'), ('Channel', NULL, '渠道'),
	('How far sessions get', NULL, '会话走到哪一步'), ('Sessions that came to each step, by channel, all tasks together; point at a step for those who gave up there.', NULL, '到达各步骤的会话,按渠道,全部任务合计;指向步骤可见在此放弃者。'), ('Came there', NULL, '到达'), ('Given up there', NULL, '在此放弃'), ('Escalated there', NULL, '在此转人工'), ('Completed there', NULL, '在此完成'), ('Given up, of those', NULL, '放弃比例'),
	('Ways through the channels', NULL, '渠道路径'), ('The commonest paths of customers that began in %s, self-service and contacts together.', NULL, '始于 %s 的最常见客户路径,自助与联络合计。'), ('Path', NULL, '路径'), ('Customers'' paths', NULL, '客户路径数'), ('Solved', NULL, '解决'), ('voice', NULL, '语音'), ('app', NULL, '应用'), ('bot', NULL, '机器人'), ('ivr', 'IVR', 'IVR'), ('web', NULL, '网站'),
	-- work that waits
	('Work that waits', NULL, '待办工作'), ('Tickets open: %s', NULL, '未结工单:%s'), ('Tickets open at the end of each day, all queues.', NULL, '每日结束时未结的工单,全部队列。'), ('Open', NULL, '未结'), ('Opened', NULL, '新开'), ('Closed', NULL, '已结'), ('Oldest, hours', NULL, '最久(小时)'),
	('How long open tickets wait', NULL, '未结工单等了多久'), ('Tickets open at the end of %s, by age.', NULL, '%s 结束时未结的工单,按时长。'), ('Age', NULL, '时长'), ('below 4 hours', NULL, '不足 4 小时'), ('to 1 day', NULL, '至 1 天'), ('to 3 days', NULL, '至 3 天'), ('to 7 days', NULL, '至 7 天'), ('to 30 days', NULL, '至 30 天'), ('older', NULL, '更久'),
	('Replies in time', NULL, '按时回复'), ('First and next replies within their targets, in business hours, of those that are due; by queue and day on which the clock started.', NULL, '在目标内的首次与后续回复(营业时间),占到期者;按队列与计时开始之日。'), ('In time', NULL, '按时'), ('Mean reply', NULL, '平均回复'), ('Clocks', NULL, '计时'), ('Overdue', NULL, '逾期'), ('first reply', NULL, '首次回复'), ('next reply', NULL, '后续回复'),
	('Conversations in writing', NULL, '文字会话'), ('How long customers wait for an agent''s message.', NULL, '客户等待座席消息的时间。'), ('Conversations', NULL, '会话'), ('First response', NULL, '首次响应'), ('Any response', NULL, '各次响应'), ('Left waiting', NULL, '未获响应'), ('Closed as idle', NULL, '因闲置关闭'),
	('Abandoned contacts may have cost %s', NULL, '放弃的联络可能损失 %s'), ('%s to %s, in money of your records: those who did not come back would have brought what the answered did. It is the revenue of one contact each, not what a customer is worth.', NULL, '%s 至 %s,按记录的货币:未再来者本会带来与已接听者相同的收入。这是每次联络的收入,不是客户的价值。'), ('Came back', NULL, '又来'), ('Revenue of one answered', NULL, '每次接听收入'),
	('KPIs without a target', NULL, '没有目标的指标'),
	-- value of service
	('What another service level would be worth', NULL, '另一服务水平的价值'), ('How many customers another service level would keep', NULL, '另一服务水平可多留住多少客户'),
	('By queue, against today: gain less cost of agents, or where costs are not known customers kept, with 95 %% intervals. Share answered / within. A customer kept is worth the mean value of outcomes in your records, in their money: not the revenue of one contact. Of contacts from %s on and what became of their customers; a model over associations, no proof.', NULL, '各队列对照今天:收益减座席成本,成本未知时为留住的客户,及 95 %% 区间。接听比例 / 时限。留住一名客户的价值为记录中结果的平均值(按记录的货币),不是一次联络的收入。基于 %s 起的联络及其客户的去向;为基于关联的模型,并非证明。'),
	('today: ', NULL, '今天:'), ('Level', NULL, '水平'), ('Net', NULL, '净值'), ('net from', NULL, '净值下限'), ('net to', NULL, '净值上限'), ('Customers kept', NULL, '留住的客户'), ('kept from', NULL, '留住下限'), ('kept to', NULL, '留住上限'), ('Gain', NULL, '收益'), ('Cost', NULL, '成本'), ('Agent hours', NULL, '座席小时'), ('Mean wait', NULL, '平均等待'),
	-- data quality
	('%s of %s checks found something', NULL, '%s 项检查有发现,共 %s 项'), ('Rows that views leave out or that figures should be read with care for, of the rows looked at.', NULL, '视图略去的行,或使数字须谨慎解读的行,占所检查的行。'), ('Problem', NULL, '问题'), ('Rows', NULL, '行'), ('Looked at', NULL, '检查的行'), ('Share', NULL, '比例'), ('First at', NULL, '最早'), ('No data from: %s.', NULL, '无数据:%s。'), ('%s, %s to %s', NULL, '%s,%s 至 %s'), ('feed gaps', NULL, '数据源中断'), ('None of them.', NULL, '均无发现。'),
	('How far the data reach', NULL, '数据截至'), ('The newest row of each table, and up to when it is rolled up.', NULL, '各表最新的行,以及汇总到何时。'), ('Newest row', NULL, '最新行'), ('Stored to', NULL, '汇总至')
) AS w (k, en, zh);
