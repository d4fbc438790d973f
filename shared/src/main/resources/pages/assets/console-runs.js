// All runs, newest first, a page at a time; the first page keeps itself up to date.

import { button, fill, h } from './dom.js';
import { emptyState, countsBar, Poll, stateMark, when } from './console-show.js';
import { clockTime, texts } from './texts.js';

const words = texts.console;
const EVERY = 3000; // ms
const PAGE = 20;

export function runsPart(desk, node) {
    let state = '';
    let older = []; // pages after the first, as they were loaded
    let next = null;
    let first = [];
    const list = h('div');
    const more = h('div.actions');
    const updated = h('span.quiet');
    const choose = h('select', {
        'aria-label': words.runs.filter,
        onchange: () => {
            state = choose.value;
            older = [];
            next = null;
            load();
        },
    }, h('option', { value: '' }, words.runs.all), Object.entries(words.states).map(([value, name]) => h('option', { value }, name)));

    node.append(
        h('div.head', {}, h('h1', { tabindex: '-1' }, words.runs.title), h('div.filters', {}, updated, choose)),
        list, more);
    fill(list, h('p.quiet', {}, words.loading));

    const page = async (from) => (await desk.api.get(
        `/operator/runs?limit=${PAGE}${state ? `&state=${state}` : ''}${from ? `&next=${encodeURIComponent(from)}` : ''}`)).body;

    async function load() {
        const asked = state;
        const body = await desk.attempt(() => page(null));
        if (!body || asked !== state) {
            return;
        }
        first = body.runs;
        if (older.length === 0) {
            next = body.next ?? null;
        }
        updated.textContent = `${words.runs.refresh} ${clockTime(new Date().toISOString())}`;
        show();
    }

    async function loadMore() {
        const body = await desk.attempt(() => page(next));
        if (body) {
            older = [...older, ...body.runs];
            next = body.next ?? null;
            show();
        }
    }

    function show() {
        const seen = new Set();
        const runs = [...first, ...older].filter((run) => !seen.has(run.runId) && seen.add(run.runId));
        const focused = document.activeElement?.closest('[data-run]')?.dataset.run;
        fill(list, runs.length > 0
            ? h('ul.runs', { 'aria-label': words.runs.table }, runs.map(row))
            : emptyState(state ? words.runs.emptyState : words.runs.empty, state ? null : words.runs.emptyText));
        if (focused) {
            list.querySelector(`[data-run="${CSS.escape(focused)}"] a`)?.focus();
        }
        fill(more, next && button(runs.length > 0 ? words.runs.more : words.runs.searching, loadMore));
    }

    const poll = new Poll(load, EVERY);
    return { close: () => poll.close() };
}

function row(run) {
    const working = ['running', 'verifying', 'undoing'].includes(run.state);
    return h('li.run', { 'data-run': run.runId },
        h('div.what', {},
            h('a', { href: `#/runs/${encodeURIComponent(run.runId)}` }, h('span.op', {}, run.operation), ' ', h('code', {}, run.runId.slice(0, 8))),
            run.dryRun && h('span.tag', {}, words.runs.dryRun),
            run.leg !== 'forward' && h('span.tag', {}, words.run.legs[run.leg] ?? run.leg),
            h('span.quiet', {}, when(run.startedAt))),
        h('div', {}, stateMark(run.state)),
        h('div.done', {},
            h('progress', { max: 1, value: run.progress, 'aria-label': `${words.runs.columns.progress} ${run.runId.slice(0, 8)}` }),
            h('span.quiet', {}, `${Math.floor(run.progress * 100)} %`,
                working && run.ratePerSecond ? ` · ${words.perSecond(run.ratePerSecond)}` : null,
                run.etaSeconds ? ` · ${words.eta(run.etaSeconds)}` : null)),
        countsBar(run.counts));
}
