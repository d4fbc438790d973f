// Holds: what must not be touched now.

import { button, field, fill, h } from './dom.js';
import { emptyState, table, when } from './console-show.js';
import { texts } from './texts.js';

const words = texts.console.holds;

export function holdsPart(desk, node) {
    const list = h('div', {}, h('p.quiet', {}, texts.console.loading));

    async function load() {
        const body = await desk.attempt(async () => (await desk.api.get('/operator/holds')).body);
        if (body) {
            fill(list, body.holds.length === 0
                ? emptyState(words.none, words.noneText)
                : table(words.title, [words.what, words.why, words.by, words.until, words.release], body.holds.map((hold) =>
                    [h('code', {}, hold.what), hold.why, hold.by, when(hold.until),
                        button(words.release, () => release(hold), { 'aria-label': `${words.release} ${hold.what}` })])));
        }
    }

    async function release(hold) {
        if (await desk.attempt(() => desk.api.delete(`/operator/holds?what=${encodeURIComponent(hold.what)}`))) {
            desk.say(words.released);
            await load();
        }
    }

    node.append(
        h('div.head', {}, h('h1', { tabindex: '-1' }, words.title),
            button(words.place, async () => {
                if (await placeHold(desk)) {
                    await load();
                }
            }, { kind: 'primary' })),
        h('p.lead', {}, words.lead), list);
    load();
    return { close() {} };
}

/** @returns {Promise<boolean>} whether one was placed */
export async function placeHold(desk, what = '') {
    const id = h('input', { type: 'text', required: true, value: what, autocomplete: 'off', spellcheck: 'false' });
    const until = h('input', { type: 'datetime-local' });
    const given = await desk.confirm({
        title: words.place, text: words.lead, confirm: words.place,
        fields: [field(words.what, id, words.whatHint), field(words.until, until, words.untilHint)],
        read: () => ({
            what: id.value.trim(),
            ...(until.value ? { until: new Date(until.value).toISOString() } : {}),
        }),
    });
    if (!given) {
        return false;
    }
    const placed = await desk.attempt(() => desk.api.post('/operator/holds', { why: '–', ...given }));
    if (placed) {
        desk.say(words.placed);
    }
    return Boolean(placed);
}
