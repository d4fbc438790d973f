// How the console shows the things that it shows in several places.

import { h } from './dom.js';
import { moment, number, texts } from './texts.js';

const words = texts.console;
export const ENDED = new Set(['complete', 'incomplete', 'cancelled', 'undone', 'failed', 'refused']);
export const VERDICTS = ['changed', 'unchanged', 'skipped', 'held', 'unsupported', 'failed', 'pending'];

export function stateMark(state) {
    return h(`span.state.${state}`, {}, words.states[state] ?? state);
}

/** The seven parts of what was found, as one bar with its numbers. */
export function countsBar(counts) {
    const parts = VERDICTS.filter((verdict) => counts[verdict] > 0);
    const bar = h('div.bar', { 'aria-hidden': 'true' });
    parts.forEach((verdict) => {
        const slice = h(`i.${verdict}`);
        slice.style.flexGrow = counts[verdict];
        bar.append(slice);
    });
    return h('div.counts', {}, bar, h('dl.figures', {},
        ['found', ...VERDICTS].filter((verdict) => verdict === 'found' || counts[verdict] > 0).map((verdict) =>
            h('div', {}, h('dt', {}, h(`i.dot.${verdict}`, { 'aria-hidden': 'true' }), words.verdicts[verdict]),
                h('dd', {}, number(counts[verdict]))))));
}

export function when(iso) {
    return iso ? h('time', { datetime: iso }, moment(iso)) : '–';
}

/** @param {Array<[string, ...]>} rows of cells */
export function table(caption, heads, rows, properties = {}) {
    return h('div.scroll', { tabindex: '0', role: 'region', 'aria-label': caption }, h('table', properties,
        h('caption.unseen', {}, caption),
        h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
        h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', {}, cell)))))));
}

export function facts(pairs) {
    return h('dl.facts', {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

/** What became, or would become, of the records of each store and kind. */
export function kinds(byKind) {
    return h('div.stack', {}, h('h2', {}, words.run.byKind), table(words.run.byKind, [words.run.kind, ...Object.values(words.verdicts)],
        Object.entries(byKind).map(([kind, counts]) => [h('code', {}, kind),
            ...Object.keys(words.verdicts).map((verdict) => number(counts[verdict] ?? pending(counts)))])));
}

export function pending(counts) {
    return counts.found - counts.changed - counts.unchanged - counts.skipped - counts.held - counts.unsupported - counts.failed;
}

export function emptyState(title, text) {
    return h('div.nothing', {}, h('h2', {}, title), text && h('p.quiet', {}, text));
}

export function download(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    h('a', { href: url, download: name }).click();
    URL.revokeObjectURL(url);
}

/** Quotes every cell, and keeps a spreadsheet from taking one for a formula. */
export function csv(rows) {
    const cell = (value) => `"${String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
    return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Asks again and again while the page is seen; stops when closed. */
export class Poll {
    constructor(work, milliseconds) {
        this.work = work;
        this.milliseconds = milliseconds;
        this.closed = false;
        this.#next(0);
    }

    #next(wait) {
        this.timer = setTimeout(async () => {
            if (document.visibilityState === 'visible') {
                await this.work();
            }
            if (!this.closed) {
                this.#next(this.milliseconds);
            }
        }, wait);
    }

    close() {
        this.closed = true;
        clearTimeout(this.timer);
    }
}
