-- A heading, under which cards follow.
SELECT format(E'</div></section>\n<section><h2 id="%s">%s</h2><p>%s</p><div class=cards>', :'part', pg_temp.esc(pg_temp.w(:'title')), pg_temp.esc(:'note'));
