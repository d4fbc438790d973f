// Dead letters: what was given up or refused, and why.

import { button, fill, h } from './dom.js';
import { emptyState, table, when } from './console-show.js';
import { texts } from './texts.js';

const words = texts.console.deadLetters;
const PAGE = 50;

export function deadLettersPart(desk, node) {
    const list = h('div', {}, h('p.quiet', {}, texts.console.loading));
    const more = h('div.actions');
    let letters = [];

    async function load(next) {
        const from = next ? `&next=${encodeURIComponent(next)}` : '';
        const body = await desk.attempt(async () => (await desk.api.get(`/operator/dead-letters?limit=${PAGE}${from}`)).body);
        if (body) {
            letters = [...letters, ...body.deadLetters];
            fill(list, letters.length === 0 ? emptyState(words.none, words.noneText)
                : table(words.title, [words.at, words.queue, words.reason, words.run, words.message], letters.map(row)));
            fill(more, body.next && button(words.more, () => load(body.next)));
        }
    }

    node.append(h('h1', { tabindex: '-1' }, words.title), h('p.lead', {}, words.lead), list, more);
    load(null);
    return { close() {} };
}

function row(letter) {
    return [when(letter.at), letter.queue, h('div', {}, h('code', {}, letter.reason),
        words.reasons[letter.reason] && h('div.quiet', {}, words.reasons[letter.reason])),
    letter.run ? h('a', { href: `#/runs/${encodeURIComponent(letter.run)}` }, h('code', {}, letter.run.slice(0, 8))) : '–',
    h('code', {}, letter.id)];
}
