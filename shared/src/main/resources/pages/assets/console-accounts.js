// The old account base: how far its index is, which accounts can't be found and why, and a survey of what they hold.

import { button, fill, h } from './dom.js';
import { emptyState, facts, table, when } from './console-show.js';
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
        fill(index, h('h2', {}, words.index),
            h(body.ready ? 'p.note.good' : 'p.note.warn', {}, body.ready ? words.ready : words.notReady),
            body.map && mapFacts(body.map), walk && walkFacts(walk), walk && reasons(words.reasons, walk.malformed), walk && examples(walk.examples));
    });
    return { close() {} };
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
    const rows = Object.entries(byReason).sort((one, other) => other[1] - one[1]);
    return h('div.stack', {}, h('h3', {}, title), rows.length === 0
        ? h('p.quiet', {}, words.noReasons)
        : table(title, [words.reason, words.howMany], rows.map(([reason, n]) => [h('code', {}, reason), number(n)])));
}

function examples(list) {
    return list.length > 0 && h('details', {}, h('summary', {}, `${words.examples} (${number(list.length)})`),
        table(words.examples, [words.id, words.reason], list.map((one) => [h('code', {}, one.id), h('code', {}, one.reason)])));
}

/** Goes through the accounts page by page, on request: it reads the system's stores. */
class Survey {
    constructor(desk) {
        this.desk = desk;
        this.sums = { accounts: 0, withRecords: 0, records: 0, movable: 0 };
        this.byReason = {};
        this.problems = [];
        this.next = null;
        this.result = h('div.stack');
        this.go = button(words.surveyStart, () => this.more());
        this.node = h('section.box.stack', {}, h('h2', {}, words.survey), h('p.quiet', {}, words.surveyLead), this.result, h('div.actions', {}, this.go));
    }

    async more() {
        const from = this.next ? `&next=${encodeURIComponent(this.next)}` : '';
        const answer = await this.desk.attempt(() => this.desk.api.get(`/operator/survey?limit=${SURVEY_PAGE}${from}`));
        if (!answer) {
            return;
        }
        const page = answer.body;
        Object.keys(this.sums).forEach((key) => {
            this.sums[key] += page[key] ?? 0;
        });
        [page.unusable, page.unsupported, page.skipped].forEach((counts) =>
            Object.entries(counts ?? {}).forEach(([reason, n]) => {
                this.byReason[reason] = (this.byReason[reason] ?? 0) + n;
            }));
        this.problems.push(...(page.problems ?? []));
        this.next = page.next ?? null;
        this.show();
    }

    show() {
        this.go.textContent = words.surveyMore;
        this.go.hidden = this.next === null;
        this.desk.announce(words.surveyed(this.sums.accounts));
        fill(this.result,
            facts(Object.entries(this.sums).map(([key, n]) => [words.sums[key], number(n)])),
            reasons(words.surveyReasons, this.byReason),
            this.problems.length === 0
                ? emptyState(words.surveyEmpty)
                : h('details', {}, h('summary', {}, `${words.surveyExamples} (${number(this.problems.length)})`),
                    table(words.surveyExamples, [words.id, words.record, words.reason], this.problems.map((one) =>
                        [h('code', {}, one.account), h('code', {}, one.record ?? '–'), h('code', {}, one.reason)]))));
    }
}
