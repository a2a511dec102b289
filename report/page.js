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
	const chart = event.target.closest('.plot, .ranges, .heat');
	if (event.key === 'Escape') show(null);
	if (!chart) return;
	const marks = [...chart.querySelectorAll('[data-t]')], here = marks.indexOf(event.target);
	const row = here >= 0 && chart.matches('.heat') ? event.target.parentNode.querySelectorAll('[data-t]').length : 1;
	const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[event.key];
	if (!step) return;
	const next = marks[Math.min(Math.max(here + step, 0), marks.length - 1)];
	next.tabIndex = -1;
	next.focus();
	event.preventDefault();
});
document.querySelectorAll('nav a').forEach(link => { if (!document.querySelector(link.hash)?.offsetHeight) link.remove(); });
// Tables wider than their place fade at the right, until one is at their end.
const fade = box => box.classList.toggle('more', box.scrollWidth - box.clientWidth - box.scrollLeft > 4);
const sizes = new ResizeObserver(boxes => boxes.forEach(box => fade(box.target)));
document.querySelectorAll('.scroll').forEach(box => { sizes.observe(box); box.addEventListener('scroll', () => fade(box)); });
let dark = matchMedia('(prefers-color-scheme: dark)').matches;
document.querySelector('#dark').onclick = () => { dark = !dark; root.style.colorScheme = dark ? 'dark' : 'light'; };
document.querySelector('#tables').onclick = () => {
	const all = [...document.querySelectorAll('details')], open = all.some(table => !table.open);
	all.forEach(table => { table.open = open; });
};
