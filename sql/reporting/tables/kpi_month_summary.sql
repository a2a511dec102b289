CREATE TABLE ops.kpi_month_summary (
	month date NOT NULL, -- first day of the local month
	kpi text NOT NULL, -- KPI, as in kpi_catalog
	numerator float8, -- upper sum of the quotient
	denominator float8, -- lower sum of the quotient
	PRIMARY KEY (month, kpi)
);

COMMENT ON TABLE ops.kpi_month_summary IS
	'KPIs of closed months; made by refresh_kpi_month, read by kpi_month';
