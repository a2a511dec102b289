-- Rates of small cells: what is taken, and what is not.
SELECT item, round(rate::numeric, 4) AS rate, round(shrunken::numeric, 4) AS shrunken,
	round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper
FROM shrunken_rates('{3,12,0,30,1,0}', '{10,100,5,90,1,0}');
SELECT item, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper
FROM shrunken_rates('{4}', '{9}', 0.99);
SELECT * FROM shrunken_rates('{}', '{}');
SELECT * FROM shrunken_rates(NULL, '{1}');
SELECT * FROM shrunken_rates('{1}', '{1,2}');
SELECT * FROM shrunken_rates('{2}', '{1}');
SELECT * FROM shrunken_rates('{-1}', '{1}');
SELECT * FROM shrunken_rates('{1}', '{NaN}');
SELECT * FROM shrunken_rates('{1}', '{1e10}');
SELECT * FROM shrunken_rates('{1}', '{1}', 1);
