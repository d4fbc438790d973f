// The old account base: how far its index is, which accounts can't be found and why; and a survey of what runs would meet.

import { button, field, fill, h } from './dom.js';
import { emptyState, facts, kinds, table, when } from './console-show.js';
import { number, texts } from './texts.js';

const words = texts.console.accounts;
const SURVEY_PAGE = 100;

export function accountsPart(desk, node) {
    const index = h('section.box.stack', {}, h('p.quiet', {}, texts.console.loading));
    const survey = new Survey(desk);
    node.append(h('h1', { tabindex: '-1' }, words.title), index, survey.node);
    desk.attempt(async () => {
        const { body } = await desk.api.get('/operator/index');
        const walk = body.finished ?? body.walk;
        survey.offer(body.surveys);
        fill(index, h('h2', {}, words.index), state(body),
            body.map && mapFacts(body.map), walk && walkFacts(walk), walk && reasons(words.reasons, walk.malformed), walk && examples(walk.examples));
    });
    return { close: () => survey.pause() };
}

function state({ ready, surveys }) {
    if (ready) {
        return h('p.note.good', {}, words.ready);
    }
    return surveys.includes('claim') ? h('p.note.warn', {}, words.notReady) : h('p.quiet', {}, words.noIndex);
}

/** Of a data map in S3: which version is in use, and what is wrong with a newer one. */
function mapFacts({ version, at, refused }) {
    return h('div.stack', {}, h('h3', {}, words.map),
        refused && h('p.note.warn', {}, words.mapRefused, ' ', when(refused.at), h('pre', {}, refused.why)),
        version && facts([[words.mapInUse, [h('code', {}, version.slice(0, 12)), ' ', when(at)]]]));
}

function walkFacts(walk) {
    return facts([
        [words.walk(walk.number), walk.finishedAt ? [words.finished, ' ', when(walk.finishedAt)] : [words.running, ' ', when(walk.startedAt)]],
        [words.accounts, number(walk.accounts)],
        [words.malformed, number(Object.values(walk.malformed).reduce((sum, n) => sum + n, 0))],
        [words.size, walk.size >= 0 ? number(walk.size) : null],
        [words.appeared, number(walk.appeared)],
        [words.moved, number(walk.moved)],
        [words.vanished, number(walk.vanished)],
    ]);
}

function reasons(title, byReason) {
    return Object.keys(byReason).length === 0
        ? h('div.stack', {}, h('h3', {}, title), h('p.quiet', {}, words.noReasons))
        : counted(title, words.reason, byReason);
}

/** The most frequent first. */
function counted(title, head, counts) {
    const rows = Object.entries(counts).sort((one, other) => other[1] - one[1]);
    return h('div.stack', {}, h('h3', {}, title),
        table(title, [head, words.howMany], rows.map(([name, n]) => [h('code', {}, name), number(n)])));
}

function examples(list) {
    return list.length > 0 && h('details', {}, h('summary', {}, `${words.examples} (${number(list.length)})`),
        table(words.examples, [words.id, words.reason], list.map((one) => [h('code', {}, one.id), h('code', {}, one.reason)])));
}

/** Goes through the accounts, or all records, page by page, on request: it reads the system's stores. */
class Survey {
    constructor(desk) {
        this.desk = desk;
        this.of = h('select', { onchange: () => this.restart() });
        this.choice = field(words.surveyOf, this.of);
        this.result = h('div.stack');
        this.go = button(words.surveyStart, () => this.walk());
        this.stop = button(words.surveyPause, () => this.pause());
        this.node = h('section.box.stack', {}, h('h2', {}, words.survey), h('p.quiet', {}, words.surveyLead), this.choice, this.result,
            h('div.actions', {}, this.go, this.stop));
        this.node.hidden = true; // until it is known what there is
        this.restart();
    }

    /** @param {string[]} operations that can be surveyed */
    offer(operations) {
        fill(this.of, operations.map((operation) => h('option', { value: operation }, words.operations[operation])));
        this.choice.hidden = operations.length < 2;
        this.node.hidden = operations.length === 0;
    }

    restart() {
        this.pause();
        this.sums = {};
        this.byKind = {};
        this.fields = {};
        this.byReason = {};
        this.problems = [];
        this.next = null;
        this.go.textContent = words.surveyStart;
        this.go.hidden = false;
        fill(this.result);
    }

    pause() {
        this.walking = false;
        this.stop.hidden = true;
    }

    /** To the end, or until it is paused. */
    async walk() {
        this.walking = true;
        this.stop.hidden = false;
        do {
            await this.more();
        } while (this.walking && this.next !== null);
        this.pause();
    }

    async more() {
        const { sums } = this;
        const query = new URLSearchParams({ operation: this.of.value, limit: SURVEY_PAGE, ...(this.next && { next: this.next }) });
        const answer = await this.desk.attempt(() => this.desk.api.get(`/operator/survey?${query}`));
        if (this.sums !== sums) {
            return; // begun anew meanwhile
        }
        if (!answer) {
            this.pause();
            return;
        }
        const page = answer.body;
        Object.keys(words.sums).filter((key) => key in page).forEach((key) => add(this.sums, key, page[key]));
        Object.entries(page.byKind ?? {}).forEach(([kind, counts]) => {
            this.byKind[kind] ??= {};
            addAll(this.byKind[kind], counts);
        });
        addAll(this.fields, page.fields);
        [page.unusable, page.unsupported, page.skipped, page.reasons].forEach((counts) => addAll(this.byReason, counts));
        this.problems.push(...page.problems);
        this.next = page.next ?? null;
        this.show();
    }

    show() {
        this.go.textContent = words.surveyMore;
        this.go.hidden = this.next === null;
        this.desk.announce(words.surveyed(this.sums.accounts ?? this.sums.documents));
        fill(this.result,
            facts(Object.entries(this.sums).map(([key, n]) => [words.sums[key], number(n)])),
            Object.keys(this.byKind).length > 0 && kinds(this.byKind),
            Object.keys(this.fields).length > 0 && counted(words.fields, words.field, this.fields),
            reasons(words.surveyReasons, this.byReason),
            this.problems.length === 0
                ? emptyState(words.surveyEmpty)
                : h('details', {}, h('summary', {}, `${words.surveyExamples} (${number(this.problems.length)})`),
                    table(words.surveyExamples, [words.id, words.record, words.reason], this.problems.map((one) =>
                        [h('code', {}, one.account ?? '–'), h('code', {}, one.record ?? '–'), h('code', {}, one.reason)]))));
    }
}

function add(sums, key, n) {
    sums[key] = (sums[key] ?? 0) + n;
}

function addAll(sums, more) {
    Object.entries(more ?? {}).forEach(([key, n]) => add(sums, key, n));
}
