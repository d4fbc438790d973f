// One run: how it stands, what it will do and did, and everything an operator can do to it.

import { placeHold } from './console-holds.js';
import { Charts } from './console-charts.js';
import { actionsTab, leftoversTab, planTab, receiptTab, recordsTab } from './console-run-tabs.js';
import { countsBar, ENDED, facts, kinds, pending, Poll, stateMark, table, when } from './console-show.js';
import { Refused } from './api.js';
import { button, field, fill, h } from './dom.js';
import { number, texts } from './texts.js';

const words = texts.console.run;
const EVERY = 1500; // ms
const OPEN = new Set(['queued', 'planning', 'running', 'verifying', 'undoing']);
const TABS = { plan: planTab, records: recordsTab, receipt: receiptTab, leftovers: leftoversTab, actions: actionsTab };

export function runPart(desk, node, runId) {
    const view = new RunView(desk, node, runId);
    const poll = new Poll(() => view.load(), EVERY);
    return {
        close() {
            poll.close();
            view.charts.close();
        },
    };
}

class RunView {
    constructor(desk, node, runId) {
        this.desk = desk;
        this.path = `/operator/runs/${encodeURIComponent(runId)}`;
        this.run = null;
        this.shownControls = '';
        this.charts = new Charts();
        this.head = h('div.head');
        this.controls = h('div.actions', { role: 'group', 'aria-label': words.tabs.actions });
        this.overview = h('div.stack');
        this.tab = 'overview';
        this.panel = h('div', { role: 'tabpanel', id: 'run-panel', tabindex: '0', 'aria-labelledby': 'run-tab-overview' });
        this.tabs = this.tabList();
        node.append(h('a', { href: '#/runs', class: 'back' }, `← ${words.back}`), this.head, this.controls, this.tabs, this.panel);
        fill(this.head, h('h1', { tabindex: '-1' }, texts.console.loading));
        fill(this.panel, this.overview);
    }

    tabList() {
        return h('div.tabs', {
            role: 'tablist', 'aria-label': words.title(''),
            onkeydown: (event) => {
                const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                if (step) {
                    const all = [...event.currentTarget.children];
                    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
                    next.focus();
                    next.click();
                }
            },
        }, Object.entries(words.tabs).map(([key, title]) => h('button.tab', {
            type: 'button', role: 'tab', id: `run-tab-${key}`, 'aria-controls': 'run-panel',
            'aria-selected': String(key === this.tab), tabindex: key === this.tab ? '0' : '-1', onclick: () => this.choose(key),
        }, title)));
    }

    choose(key) {
        this.tab = key;
        for (const tab of this.tabs.children) {
            const chosen = tab.id === `run-tab-${key}`;
            tab.setAttribute('aria-selected', String(chosen));
            tab.tabIndex = chosen ? 0 : -1;
        }
        this.panel.setAttribute('aria-labelledby', `run-tab-${key}`);
        fill(this.panel, key === 'overview' ? this.overview : h('p.quiet', {}, texts.console.loading));
        if (key !== 'overview') {
            this.showTab();
        }
    }

    async showTab() {
        const tab = this.tab;
        const shown = await this.desk.attempt(() => TABS[tab](this.desk, this.path, this.run));
        if (shown && tab === this.tab) {
            fill(this.panel, shown);
        }
    }

    async load() {
        const answer = await this.desk.attempt(async () => {
            try {
                return await this.desk.api.get(this.path);
            } catch (error) {
                if (error instanceof Refused && error.status === 404) {
                    fill(this.head, h('h1', { tabindex: '-1' }, words.gone));
                    fill(this.panel);
                    return null;
                }
                throw error;
            }
        });
        if (answer) {
            this.show(answer.body);
        }
    }

    show(run) {
        const before = this.run;
        this.run = run;
        if (!before) {
            fill(this.head, h('h1', { tabindex: '-1' }, words.title(run.operation)), this.mark = h('span'));
        }
        if (before?.state !== run.state) {
            fill(this.mark, stateMark(run.state));
            this.desk.announce(`${words.facts.state}: ${texts.console.states[run.state]}`);
        }
        this.charts.add(run);
        this.showControls(run);
        this.showOverview(run);
        if (this.tab !== 'overview' && before && before.state !== run.state) {
            this.showTab();
        }
    }

    showOverview(run) {
        this.meter ??= h('progress', { max: 1, 'aria-label': words.progress });
        this.meter.value = run.progress;
        this.percent ??= h('p.quiet');
        this.percent.textContent = words.percent(Math.floor(run.progress * 100));
        this.numbers ??= h('div.stack');
        if (!this.overview.firstChild) {
            fill(this.overview, h('div', {}, this.meter, this.percent), this.numbers, this.charts.node);
        }
        fill(this.numbers,
            run.state === 'refused' && h('p.note.bad', {}, `${words.refused} ${words.refusals[run.why] ?? ''}`),
            countsBar(run.counts),
            facts([
                [words.facts.runId, h('code', {}, run.runId)],
                [words.facts.leg, words.legs[run.leg]],
                [words.facts.stage, run.stage && h('code', {}, run.stage)],
                [words.facts.eta, run.etaSeconds && texts.console.eta(run.etaSeconds)],
                [words.facts.rate, run.ratePerSecond ? texts.console.perSecond(run.ratePerSecond) : texts.console.unthrottled],
                [words.facts.window, number(run.window)],
                [words.facts.leftovers, number(run.leftovers)],
                [words.facts.mentions, number(run.mentions)],
                [words.facts.by, run.requestedBy],
                [words.facts.started, when(run.startedAt)],
                [words.facts.ended, run.endedAt && when(run.endedAt)],
                [words.facts.undo, run.undoUntil && when(run.undoUntil)],
                [words.facts.sealed, run.sealedAt && when(run.sealedAt)],
                [words.facts.why, run.why],
            ]),
            Object.keys(run.byKind ?? {}).length > 1 && stores(run),
            Object.keys(run.byKind ?? {}).length > 1 && kinds(run.byKind),
            run.lanes?.length > 0 && lanes(run));
    }

    showControls(run) {
        const able = this.able(run);
        const now = able.join();
        if (now === this.shownControls) {
            return;
        }
        this.shownControls = now;
        const kind = { approve: 'primary', cancel: 'plain', resume: 'primary' };
        fill(this.controls,
            able.map((verb) => button(words[verb], () => this.act(verb), { kind: kind[verb] ?? 'plain' })),
            button(words.hold, () => placeHold(this.desk)));
    }

    able(run) {
        const ended = ENDED.has(run.state);
        const planOnly = run.dryRun && run.state === 'planned';
        const undoable = run.leg !== 'undo' && !run.dryRun && !run.sealedAt
            && ['complete', 'incomplete', 'cancelled', 'running', 'paused', 'verifying'].includes(run.state);
        return [
            run.waitsForApproval && 'approve',
            (OPEN.has(run.state) || (run.state === 'planned' && !run.dryRun)) && 'pause',
            run.state === 'paused' && 'resume',
            !ended && !planOnly && 'throttle',
            !ended && run.leg !== 'undo' && 'cancel',
            undoable && 'undo',
            run.state === 'incomplete' && run.leg !== 'undo' && !run.sealedAt && 'redrive',
        ].filter(Boolean);
    }

    async act(verb) {
        const given = await this.desk.confirm({
            title: words[verb], text: words.explain[verb], confirm: words.confirm,
            kind: ['cancel', 'undo'].includes(verb) ? 'danger' : 'primary', ...this.more(verb),
        });
        if (!given) {
            return;
        }
        const answer = await this.desk.attempt(() => this.desk.api.post(`${this.path}/${verb}`, given));
        if (answer) {
            this.desk.say(texts.console.done);
            this.show(answer.body);
        }
    }

    /** What one has to say beside why. */
    more(verb) {
        const { run } = this;
        if (verb === 'approve') {
            return { fields: [facts([[words.facts.digest, h('code', {}, run.digest)]])], read: () => ({ digest: run.digest }) };
        }
        if (verb === 'pause') {
            const until = h('input', { type: 'datetime-local' });
            return {
                fields: [field(words.pauseUntil, until, words.pauseUntilHint)],
                read: () => (until.value ? { until: new Date(until.value).toISOString() } : {}),
            };
        }
        if (verb === 'throttle') {
            const window = h('input', { type: 'number', min: 1, step: 1, required: true, value: run.window });
            const rate = h('input', { type: 'number', min: 0.1, step: 'any', value: run.ratePerSecond ?? '' });
            return {
                fields: [field(words.window, window, words.windowHint), field(words.rate, rate, words.rateHint)],
                read: () => ({ window: Number(window.value), ratePerSecond: rate.value === '' ? null : Number(rate.value) }),
            };
        }
        return {};
    }
}

/** How far each store is. */
function stores(run) {
    const of = new Map();
    for (const [kind, counts] of Object.entries(run.byKind)) {
        const name = kind.split('/')[0];
        const sum = of.get(name) ?? { found: 0, pending: 0 };
        of.set(name, { found: sum.found + counts.found, pending: sum.pending + pending(counts) });
    }
    return h('div', {}, h('h2', {}, words.byStore), h('ul.lanes', {}, [...of].map(([name, sum]) =>
        h('li', {}, h('code', {}, name),
            h('progress', { max: Math.max(1, sum.found), value: sum.found - sum.pending, 'aria-label': name }),
            h('span.quiet', {}, words.ofRecords(sum.found - sum.pending, sum.found))))));
}

function lanes(run) {
    return h('div', {}, h('h2', {}, words.lanes), h('ul.lanes', {}, run.lanes.map((lane) => {
        const name = words.lane(lane.index + 1);
        return h('li', {}, h('span', {}, name),
            h('progress', { max: Math.max(1, lane.batches), value: lane.closed, 'aria-label': name }),
            h('span.quiet', {}, lane.closed >= lane.batches ? words.laneThrough : words.laneBatches(lane.closed, lane.batches)));
    })));
}
