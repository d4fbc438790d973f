// A run's plan, records, receipt, leftovers and actions.

import { Refused } from './api.js';
import { filtered, growing } from './console-lists.js';
import { countsBar, csv, download, emptyState, facts, table, when } from './console-show.js';
import { button, h } from './dom.js';
import { number, texts } from './texts.js';

const words = texts.console.run;
const PAGE = 100; // the longest that the API gives

/** What is shown where the run's state doesn't have it (yet, or any more): `said` then tells why. */
function absent(error, said) {
    if (error instanceof Refused && error.status === 409) {
        return emptyState(said, error.message);
    }
    throw error;
}

/** What the server has, or under `absent` what is shown instead. */
async function found(desk, path, said) {
    try {
        return (await desk.api.get(path)).body;
    } catch (error) {
        return { absent: absent(error, said) };
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
    return growing(desk, list, plan.next, async (next) => {
        const { body } = await desk.api.get(`${path}/plan?next=${encodeURIComponent(next)}`);
        return { lines: body.records.map(line), next: body.next };
    });
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

/** Every record of the plan with its verdict, as soon as there is one; also to be taken home whole. */
export async function recordsTab(desk, path, run) {
    const page = async (next) => {
        const from = next ? `&next=${encodeURIComponent(next)}` : '';
        const { body } = await desk.api.get(`${path}/records?limit=${PAGE}${from}`);
        return { lines: body.records.map((one) => ({ ...one, verdict: one.verdict?.toLowerCase() ?? null })), next: body.next };
    };
    let first;
    try {
        first = await page(null);
    } catch (error) {
        return absent(error, words.list.none);
    }
    if (first.lines.length === 0 && !first.next) {
        return emptyState(words.list.none);
    }
    const line = (one) => ({
        store: `${one.store}/${one.collection}`, record: one.record, kind: one.kind,
        verdict: texts.console.verdicts[one.verdict ?? 'pending'], reason: one.reason ?? '–',
    });
    const list = filtered(first.lines.map(line), `shown-${run.runId}.csv`, [
        ['store', words.list.store], ['record', words.list.record], ['kind', words.list.type],
        ['verdict', words.list.verdict], ['reason', words.list.reason],
    ]);
    const whole = async () => {
        const all = [];
        let next = null;
        do {
            const { lines, next: after } = await page(next);
            all.push(...lines);
            next = after;
        } while (next);
        return all;
    };
    const save = (label, ending, type, text) => button(label, async () => {
        const all = await desk.attempt(whole);
        if (all) {
            download(`records-${run.runId}.${ending}`, type, text(all));
        }
    });
    const columns = ['stage', 'store', 'collection', 'kind', 'record', 'verdict', 'reason'];
    return h('div.stack', {},
        h('div.actions', {},
            save(words.list.csv, 'csv', 'text/csv', (all) =>
                csv([columns, ...all.map((one) => columns.map((column) => one[column]))])),
            save(words.list.json, 'json', 'application/json', (all) => JSON.stringify(all, null, 2))),
        growing(desk, list, first.next, async (next) => {
            const { lines, next: after } = await page(next);
            return { lines: lines.map(line), next: after };
        }));
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
    const first = await found(desk, `${path}/leftovers?limit=${PAGE}`, words.leftovers.none);
    if (first.absent) {
        return first.absent;
    }
    const lines = rows(first);
    if (lines.length === 0 && !first.next) {
        return emptyState(words.leftovers.none);
    }
    const list = filtered(lines, `leftovers-${run.runId}.csv`, [
        ['kind', words.leftovers.columns.kind], ['stage', words.leftovers.columns.stage], ['store', words.leftovers.columns.store],
        ['record', words.leftovers.columns.record], ['reason', words.leftovers.columns.reason],
    ], { key: 'kind', names: words.leftovers.kinds });
    return growing(desk, list, first.next, async (next) => {
        const { body } = await desk.api.get(`${path}/leftovers?limit=${PAGE}&next=${encodeURIComponent(next)}`);
        return { lines: rows(body), next: body.next };
    });
}

function rows(page) {
    const row = (kind) => (one) => ({ ...one, kind, store: `${one.store}/${one.collection}` });
    return [...page.leftovers.map(row('leftover')), ...page.mentions.map(row('mention'))];
}

export async function actionsTab(desk, path) {
    const { actions } = (await desk.api.get(`${path}/actions`)).body;
    return actions.length === 0
        ? emptyState(words.actions.none)
        : table(words.tabs.actions, [words.actions.at, words.actions.action, words.actions.by, words.actions.why],
            actions.map((one) => [when(one.at), one.action, one.by, one.why]));
}
