// Values of marks on hover, and by the arrow keys in a chart that has the focus; light or dark; all tables at once.
const tip = document.querySelector('#tip'), root = document.documentElement;
function show(mark) {
	tip.textContent = mark ? mark.dataset.t : '';
	if (!mark) return;
	const at = mark.getBoundingClientRect(), own = tip.getBoundingClientRect();
	tip.style.left = Math.max(4, Math.min(at.left + at.width / 2 - own.width / 2, innerWidth - own.width - 4)) + 'px';
	tip.style.top = (at.top > own.height + 8 ? Math.max(at.top, 0) - own.height - 6 : Math.min(at.top + 6, innerHeight - own.height - 4)) + 'px';
}
addEventListener('pointerover', event => show(event.target.closest('[data-t]')));
addEventListener('focusin', event => show(event.target.closest('[data-t]')));
addEventListener('scroll', () => show(null), true);
addEventListener('keydown', event => {
	const chart = event.target.closest('.plot, .ranges, .heat'), step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
	if (event.key === 'Escape') show(null);
	if (!chart || !step) return;
	const marks = [...chart.querySelectorAll('[data-t]')], here = marks.indexOf(event.target);
	const next = marks[Math.max(0, Math.min(marks.length - 1, here < 0 ? 0 : here + step * (event.key.endsWith('n') || event.key.endsWith('p') ? marks.filter(m => m.parentNode === marks[Math.max(here, 0)].parentNode && chart.matches('.heat')).length || 1 : 1)))];
	next.tabIndex = -1;
	next.focus({ preventScroll: false });
	event.preventDefault();
});
document.querySelector('#dark').onclick = () => { root.style.colorScheme = matchMedia('(prefers-color-scheme: dark)').matches === (root.style.colorScheme !== 'light' && root.style.colorScheme !== 'dark') || root.style.colorScheme === 'dark' ? 'light' : 'dark'; };
document.querySelector('#tables').onclick = () => { const all = [...document.querySelectorAll('details')], open = all.some(d => !d.open); all.forEach(d => { d.open = open; }); };
