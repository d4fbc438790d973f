// What a run did, in plain words: moved, already there, kept as a copy, left, or not moved and why; and undo.

import { reason } from './claim-offer.js';
import { button, given, h } from './dom.js';
import { moment, texts } from './texts.js';

const words = texts.claim.receipt;
const WORST = ['unchanged', 'changed', 'skipped', 'held', 'unsupported', 'failed'];

/**
 * @param {object} run as the server shows it
 * @param {object|null} answer its receipt; null when there is none
 * @param {object|null} chosen what was chosen here; null when that was elsewhere
 */
export function receiptView(run, answer, chosen, actions) {
    const undone = run.leg === 'undo';
    const title = run.state === 'incomplete' && undone ? 'undoneIncomplete' : run.state;
    const good = run.state === 'complete' || run.state === 'undone';
    return h('div.view', {},
        h(good ? 'span.sign' : 'span.sign.warn', { 'aria-hidden': 'true' }, good ? '✓' : '!'),
        h('h2', {}, words.titles[title]),
        h('p.lead', {}, words.leads[title]),
        outcome(answer?.receipt?.counts ?? run.counts, notable(answer), chosen, undone),
        undo(run, actions),
        h('div.actions', {},
            button(run.leg === 'undo' ? texts.claim.nothing.again : words.look, actions.look),
            answer && button(words.signed, () => download(run, answer.signed), { kind: 'link' })));
}

/** The receipt's lines: a record that two stages touched is said once, at its worst. */
function notable(answer) {
    const lines = new Map();
    for (const line of answer?.receipt?.records ?? []) {
        const before = lines.get(line.record);
        const verdict = line.verdict.toLowerCase();
        if (!before || WORST.indexOf(verdict) > WORST.indexOf(before.verdict)) {
            lines.set(line.record, { ...line, verdict });
        }
    }
    return lines;
}

function outcome(counts, lines, chosen, undone) {
    const known = chosen?.records ?? [];
    const names = new Map(known.map((record) => [record.recordId, record.name]));
    const plain = known.filter((record) => !lines.has(record.recordId));
    const deleted = chosen?.mode === 'DELETE' ? plain.filter((record) => record.anonymous) : [];
    const rest = plain.filter((record) => !deleted.includes(record));
    const already = rest.filter((record) => record.warnings.includes('already-there'));
    const copied = rest.filter((record) => record.warnings.includes('id-exists'));
    const moved = rest.filter((record) => !already.includes(record) && !copied.includes(record));
    const of = (...verdicts) => [...lines.values()].filter((line) => verdicts.includes(line.verdict));
    const named = (records) => records.map((record) => ({ name: record.name }));
    const why = (found) => found.map((line) => ({ name: names.get(line.record) ?? words.unknownName, why: line.reason && reason(line.reason) }));
    const groups = undone
        ? [
            ['', '↩', words.restored, counts.changed, []],
            ['plain', '=', words.kept, counts.skipped, why(of('skipped'))],
            ['bad', '!', words.notRestored, counts.failed + counts.unsupported, why(of('failed', 'unsupported'))],
        ]
        : [
            ['', '✓', words.moved, counts.changed - copied.length - deleted.length, named(moved)],
            ['', '+', words.copied, copied.length, named(copied)],
            ['plain', '=', words.already, counts.unchanged, named(already)],
            ['plain', '×', words.deleted, deleted.length, named(deleted)],
            ['plain', '–', words.left, counts.skipped, why(of('skipped'))],
            ['warn', '!', words.held, counts.held, why(of('held'))],
            ['bad', '!', words.failed, counts.failed + counts.unsupported, why(of('failed', 'unsupported'))],
        ];
    return h('ul.outcome', { role: 'list' },
        groups.filter(([, , , count]) => count > 0).map(([kind, sign, say, count, items]) =>
            h(`li${kind ? `.${kind}` : ''}`, {},
                h('span.sign', { 'aria-hidden': 'true' }, sign),
                h('div', {}, say(count), items.length > 0 && details(items, kind === 'bad')))));
}

function details(items, open) {
    return h('details', { open }, h('summary', {}, words.names), h('ul', {}, items.map((item) =>
        h('li', {}, item.name.trim() === '' ? texts.claim.found.noName : given(item.name), item.why && h('span.why', {}, ' · ', item.why)))));
}

function undo(run, actions) {
    const over = run.sealedAt || !run.undoUntil || Date.parse(run.undoUntil) <= Date.now();
    if (run.leg === 'undo' && run.state !== 'incomplete') {
        return null;
    }
    if (!['complete', 'incomplete', 'cancelled'].includes(run.state)) {
        return null;
    }
    return over
        ? h('p.quiet', {}, texts.claim.undo.over)
        : h('div.note.row', {}, h('span', {}, texts.claim.undo.until(run.undoUntil)), button(texts.claim.undo.button, actions.undo));
}

function download(run, signed) {
    const url = URL.createObjectURL(new Blob([JSON.stringify(signed, null, 2)], { type: 'application/json' }));
    h('a', { href: url, download: `receipt-${run.runId}.json` }).click();
    URL.revokeObjectURL(url);
}
