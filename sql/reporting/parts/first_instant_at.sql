-- The first row of a table from x.at on; what is later than any calendar is of no month.
(
	SELECT min(:months_column)
	FROM ops.:months_table
	WHERE :months_column >= x.at AND :months_column < '9999-12-01 00:00+00'
)
