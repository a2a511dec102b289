-- The first row of a table from x.at on.
(
	SELECT min(:months_column)
	FROM ops.:months_table
	WHERE :months_column >= x.at AND :months_column < 'infinity'
)
