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
    let searched = false; // whether `next` already goes on beyond the first page
    const list = h('div');
    const more = h('div.actions');
    const updated = h('span.quiet');
    const choose = h('select', {
        'aria-label': words.runs.filter,
        onchange: () => {
            state = choose.value;
            older = [];
            next = null;
            searched = false;
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
        if (searched && !state) {
            older = shown(); // new runs push others off the first page
        }
        first = body.runs;
        if (!searched) {
            next = body.next ?? null;
        }
        updated.textContent = `${words.runs.refresh} ${clockTime(new Date().toISOString())}`;
        show();
        // those of one state may lie far apart
        while (next && asked === state && shown().length < PAGE && await loadMore()) {
            // the next page
        }
    }

    async function loadMore() {
        const asked = state;
        const from = next;
        searched = true;
        const body = await desk.attempt(() => page(from));
        if (!body || asked !== state || from !== next) {
            return false;
        }
        older = [...older, ...body.runs];
        next = body.next ?? null;
        show();
        return true;
    }

    function shown() {
        const seen = new Set();
        return [...first, ...older].filter((run) => !seen.has(run.runId) && seen.add(run.runId));
    }

    function show() {
        const runs = shown();
        const focused = document.activeElement?.closest('[data-run]')?.dataset.run;
        fill(list, runs.length > 0
            ? h('ul.runs', { 'aria-label': words.runs.table }, runs.map(row))
            : next
                ? h('p.quiet', {}, words.runs.searching)
                : emptyState(state ? words.runs.emptyState : words.runs.empty, state ? null : words.runs.emptyText));
        if (focused) {
            list.querySelector(`[data-run="${CSS.escape(focused)}"] a`)?.focus();
        }
        fill(more, next && runs.length >= PAGE && button(words.runs.more, loadMore));
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
