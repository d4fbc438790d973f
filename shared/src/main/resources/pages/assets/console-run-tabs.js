// A run's plan, receipt, leftovers and actions.

import { Refused } from './api.js';
import { button, field, fill, h } from './dom.js';
import { csv, countsBar, download, emptyState, facts, table, when } from './console-show.js';
import { number, texts } from './texts.js';

const words = texts.console.run;
const LEFTOVERS_PAGE = 100;

/** What the server has, or null when the run's state doesn't have it (yet, or any more): `said` then tells why. */
async function found(desk, path, said) {
    try {
        return (await desk.api.get(path)).body;
    } catch (error) {
        if (error instanceof Refused && error.status === 409) {
            return { absent: emptyState(said, error.message) };
        }
        throw error;
    }
}

export async function planTab(desk, path, run) {
    const plan = await found(desk, `${path}/plan`, words.plan.none);
    if (plan.absent) {
        return plan.absent;
    }
    const rows = plan.stages.map((stage) => [h('code', {}, stage.stage), number(stage.batches), number(stage.documents),
        number(sum(stage.found)), stage.counted ? words.plan.counted : words.plan.notCounted]);
    return h('div.stack', {},
        facts([[words.plan.digest, h('code', {}, plan.digest)]]),
        h('h2', {}, words.plan.stages),
        table(words.plan.stages, [words.plan.stage, words.plan.batches, words.plan.documents, words.plan.found, words.plan.counts], rows),
        h('h2', {}, words.plan.examples),
        plan.examples.length === 0 ? h('p.quiet', {}, words.plan.examplesNone) : plan.examples.map(example),
        h('h2', {}, words.plan.records),
        records(desk, path, run, plan));
}

/** Which records, and which of their fields: a page with the plan, the others when they are asked for. */
function records(desk, path, run, plan) {
    const line = (one) => ({
        ...one,
        verdict: texts.console.verdicts[one.verdict.toLowerCase()],
        store: `${one.store}/${one.collection}`,
        fields: one.fields.length > 0 ? one.fields.join(', ') : '–',
        reason: one.reason ?? '–',
    });
    const list = filtered(plan.records.map(line), `plan-${run.runId}.csv`, [
        ['store', words.leftovers.columns.store], ['record', words.leftovers.columns.record], ['verdict', words.plan.becomes],
        ['fields', words.plan.fields], ['reason', words.leftovers.columns.reason],
    ]);
    const more = h('div.actions');
    const showMore = (next) => fill(more, next && button(words.leftovers.more, async () => {
        const page = await desk.attempt(async () => (await desk.api.get(`${path}/plan?next=${encodeURIComponent(next)}`)).body);
        if (page) {
            list.add(page.records.map(line));
            showMore(page.next ?? null);
        }
    }));
    showMore(plan.next ?? null);
    return h('div.stack', {}, list.node, more);
}

function sum(tally) {
    return Object.values(tally).reduce((total, counts) => total + counts.found, 0);
}

function example(one) {
    const side = (title, text) => h('div', {}, h('h3', {}, title),
        h('pre', { tabindex: '0', 'aria-label': title }, text ?? words.plan.noDocument));
    return h('article.example', {},
        h('p', {}, h('code', {}, `${one.store}/${one.collection}`), ' · ', one.kind),
        h('div.sides', {}, side(words.plan.before, one.before), side(words.plan.after, one.after)));
}

export async function receiptTab(desk, path, run) {
    const answer = await found(desk, `${path}/receipt`, words.receipt.none);
    if (answer.absent) {
        return answer.absent;
    }
    const { receipt } = answer;
    return h('div.stack', {},
        countsBar(receipt.counts),
        facts([
            [words.facts.state, texts.console.states[receipt.state]],
            [words.facts.leg, words.legs[receipt.leg]],
            [words.facts.ended, when(receipt.endedAt)],
            [words.facts.undo, receipt.undoUntil && when(receipt.undoUntil)],
            [words.facts.digest, receipt.planDigest && h('code', {}, receipt.planDigest)],
            [words.receipt.sha, h('code', {}, receipt.verdictsSha256)],
        ]),
        receipt.verified.length > 0 && h('h2', {}, words.receipt.verified),
        receipt.verified.length > 0 && table(words.receipt.verified, [words.plan.stage, words.facts.leftovers, words.facts.mentions],
            receipt.verified.map((stage) => [h('code', {}, stage.stage), number(stage.leftovers), number(stage.mentions)])),
        receipt.mentions && h('h2', {}, words.facts.mentions),
        receipt.mentions && table(words.facts.mentions, [words.leftovers.columns.reason, words.facts.mentions],
            Object.entries(receipt.mentions).map(([rule, places]) => [h('code', {}, rule), number(places)])),
        receipt.words && h('h2', {}, words.receipt.words),
        receipt.words && h('div.box.stack', {}, receipt.words.map((sentence) => h('p', {}, sentence))),
        h('h2', {}, words.receipt.records),
        receipt.records.length === 0
            ? h('p.quiet', {}, words.receipt.all)
            : filtered(receipt.records.map((line) => ({ ...line, verdict: line.verdict.toLowerCase() })), `unresolved-${run.runId}.csv`, [
                ['verdict', words.leftovers.verdict], ['stage', words.leftovers.stage], ['record', words.leftovers.record], ['reason', words.leftovers.reason],
            ]).node,
        receipt.more > 0 && h('p.quiet', {}, words.receipt.more(receipt.more)),
        h('div.actions', {}, button(words.receipt.download, () =>
            download(`receipt-${run.runId}.json`, 'application/json', JSON.stringify(answer, null, 2)))));
}

export async function leftoversTab(desk, path, run) {
    const first = await found(desk, `${path}/leftovers?limit=${LEFTOVERS_PAGE}`, words.leftovers.none);
    if (first.absent) {
        return first.absent;
    }
    const lines = rows(first);
    let next = first.next ?? null;
    if (lines.length === 0 && next === null) {
        return emptyState(words.leftovers.none);
    }
    const list = filtered(lines, `leftovers-${run.runId}.csv`, [
        ['kind', words.leftovers.columns.kind], ['stage', words.leftovers.columns.stage], ['store', words.leftovers.columns.store],
        ['record', words.leftovers.columns.record], ['reason', words.leftovers.columns.reason],
    ], { key: 'kind', names: words.leftovers.kinds });
    const more = h('div.actions');
    const showMore = () => fill(more, next && button(words.leftovers.more, async () => {
        const page = await desk.attempt(async () =>
            (await desk.api.get(`${path}/leftovers?limit=${LEFTOVERS_PAGE}&next=${encodeURIComponent(next)}`)).body);
        if (page) {
            list.add(rows(page));
            next = page.next ?? null;
            showMore();
        }
    }));
    showMore();
    return h('div.stack', {}, list.node, more);
}

function rows(page) {
    const row = (kind) => (one) => ({ ...one, kind, store: `${one.store}/${one.collection}` });
    return [...page.leftovers.map(row('leftover')), ...page.mentions.map(row('mention'))];
}

/** A table that can be narrowed, and saved as it is narrowed. */
function filtered(given, file, columns, choice = null) {
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

export async function actionsTab(desk, path) {
    const { actions } = (await desk.api.get(`${path}/actions`)).body;
    return actions.length === 0
        ? emptyState(words.actions.none)
        : table(words.tabs.actions, [words.actions.at, words.actions.action, words.actions.by, words.actions.why],
            actions.map((one) => [when(one.at), one.action, one.by, one.why]));
}
