// Long lists of records: narrowed, saved, and loaded page by page.

import { csv, download, table } from './console-show.js';
import { button, field, fill, h } from './dom.js';
import { texts } from './texts.js';

const words = texts.console.run;

/** A table that can be narrowed, and saved as it is narrowed. */
export function filtered(given, file, columns, choice = null) {
    const lines = [...given];
    const text = h('input', { type: 'search', oninput: show });
    const kind = choice && h('select', { onchange: show },
        Object.entries(choice.names).map(([value, name]) => h('option', { value: value === 'all' ? '' : value }, name)));
    const body = h('div');
    const count = h('span.quiet', { 'aria-live': 'polite' });

    const wanted = () => lines.filter((line) => (!kind?.value || line[choice.key] === kind.value)
        && Object.values(line).some((value) => String(value ?? '').toLowerCase().includes(text.value.trim().toLowerCase())));

    function show() {
        const shown = wanted();
        count.textContent = words.leftovers.shown(shown.length, lines.length);
        fill(body, table(words.leftovers.columns.record, columns.map(([, title]) => title),
            shown.map((line) => columns.map(([key]) => h('code', {}, line[key] ?? '–')))));
    }

    show();
    const node = h('div.stack', {}, h('div.narrow-by', {},
        field(words.leftovers.filter, text, words.leftovers.filterHint),
        kind && field(words.leftovers.kind, kind),
        button(words.leftovers.csv, () => download(file, 'text/csv',
            csv([columns.map(([key]) => key), ...wanted().map((line) => columns.map(([key]) => line[key]))])))), count, body);
    return {
        node,
        add(more) {
            lines.push(...more);
            show();
        },
    };
}

/** The list, and a button that adds the page after `next`, as long as there is one. */
export function growing(desk, list, next, load) {
    const more = h('div.actions');
    const show = (after) => fill(more, after && button(words.leftovers.more, async () => {
        const page = await desk.attempt(() => load(after));
        if (page) {
            list.add(page.lines);
            show(page.next);
        }
    }));
    show(next);
    return h('div.stack', {}, list.node, more);
}
