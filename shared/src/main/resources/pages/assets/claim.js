// A claim as the person sees it: looks, offers, takes proof and choice, follows the run, shows the receipt, takes back.
// Asks the server for everything; what it keeps itself is which run was the last, and the names of what was chosen.

import { Api, Backoff, Pause, Refused, SignedOut, Unreachable } from './api.js';
import { offerView } from './claim-offer.js';
import { progressView } from './claim-progress.js';
import { receiptView } from './claim-receipt.js';
import { Announcer, ask, button, fill, h } from './dom.js';
import { texts } from './texts.js';

const words = texts.claim;
const LAST_RUN = 'handover.run'; // the run's id
const CHOSEN = 'handover.chosen'; // in this tab: what the run is about, for the receipt's names
const ENDED = new Set(['complete', 'incomplete', 'cancelled', 'undone', 'failed', 'refused']);
const RECEIPT_TRIES = 8; // it is written when the run ends, a moment later at most
const NOT_READY = 30; // seconds, where the server doesn't say

/** Thrown to leave a piece of work that is no longer wanted. */
class Superseded extends Error {}

export class Claim {
    /**
     * @param {object} host
     * @param {string} [host.base] where Handover is, when not where the page is
     * @param {() => string} host.token
     * @param {() => object|null} [host.anonymous] `{cookie}` of a session without an account
     * @param {() => void} host.onSignedOut the token is refused: after a new one, call `resume`
     */
    constructor({ base = '', token, anonymous = () => null, onSignedOut }) {
        this.api = new Api(base, token);
        this.anonymous = anonymous;
        this.onSignedOut = onSignedOut;
        this.announcer = new Announcer();
        this.trouble = h('div');
        this.view = h('div.view');
        this.node = h('div.claim', {}, this.trouble, this.view, this.announcer.node);
        this.turn = 0;
        this.pause = new Pause();
        this.interrupted = null;
    }

    /** Begins, or goes on where the session expired. */
    resume() {
        const goOn = this.interrupted;
        this.interrupted = null;
        return this.work(goOn ?? (() => this.look()));
    }

    /** Lets go of whatever is under way here; a run on the server goes on. */
    stop() {
        this.turn += 1;
        this.pause.wake();
        sessionStorage.removeItem(CHOSEN);
    }

    /** Does one thing for the person; whatever was under way before is dropped. */
    async work(what) {
        this.turn += 1;
        const turn = this.turn;
        this.pause.wake();
        try {
            await what(turn);
        } catch (error) {
            if (error instanceof Superseded) {
                return;
            }
            if (turn !== this.turn) {
                return;
            }
            if (error instanceof SignedOut) {
                this.signedOut(what);
            } else {
                this.tell(error instanceof Refused ? error.message : texts.trouble.unexpected, what);
                if (!(error instanceof Refused)) {
                    throw error;
                }
            }
        }
    }

    signedOut(what) {
        this.turn += 1;
        this.interrupted ??= what;
        this.onSignedOut();
    }

    /** Asks until the server answers, and shows that it waits. */
    async patiently(turn, request) {
        const backoff = new Backoff(1500, 30_000);
        for (let tries = 0; ; tries += 1) {
            try {
                const answer = await request();
                this.goOn(turn);
                if (tries > 0) {
                    fill(this.trouble);
                    this.announcer.say(texts.trouble.back);
                }
                return answer;
            } catch (error) {
                this.goOn(turn);
                if (!(error instanceof Unreachable)) {
                    fill(this.trouble);
                    throw error;
                }
                await this.waitOut(turn, error.afterSeconds ? error.afterSeconds * 1000 : backoff.next());
            }
        }
    }

    async waitOut(turn, milliseconds) {
        const until = Date.now() + milliseconds;
        const text = h('span');
        const wake = () => this.pause.wake();
        let woken = false;
        fill(this.trouble, h('div.note.warn.row', {}, text, button(texts.trouble.retryNow, () => {
            woken = true;
            wake();
        })));
        this.announcer.say(texts.trouble.unreachable);
        while (!woken && Date.now() < until) {
            text.textContent = texts.trouble.retrying(Math.max(1, Math.round((until - Date.now()) / 1000)));
            await this.pause.wait(Math.min(1000, until - Date.now()));
            this.goOn(turn);
        }
    }

    goOn(turn) {
        if (turn !== this.turn) {
            throw new Superseded();
        }
    }

    /** A trouble that asking again may mend. */
    tell(message, again) {
        fill(this.trouble, h('div.note.bad.row', { role: 'alert' }, h('span', {}, message),
            button(texts.trouble.tryAgain, () => {
                fill(this.trouble);
                return this.work(again);
            })));
    }

    /** Shows a view; the focus goes to its heading, so that a screen reader reads on from there. */
    show(...children) {
        fill(this.view, ...children);
        const heading = this.view.querySelector('h2');
        if (heading && document.hasFocus()) {
            heading.tabIndex = -1;
            heading.focus({ preventScroll: true });
        }
    }

    waiting(text) {
        this.show(h('p.waiting', {}, text));
        this.announcer.say(text);
    }

    async look(turn = this.turn) {
        this.waiting(words.looking);
        const last = await this.lastRun(turn);
        if (last && !ENDED.has(last.state)) {
            await this.follow(turn, last.runId);
            return;
        }
        const anonymous = this.anonymous();
        while (true) {
            const { status, body, retryAfter } =
                await this.patiently(turn, () => this.api.post('/login', anonymous ? { anonymous } : {}));
            if (status === 200 && body.offer) {
                this.offer(body.offer, last);
                return;
            }
            if (status !== 202) {
                if (last) {
                    await this.receipt(turn, last);
                } else {
                    this.nothing();
                }
                return;
            }
            this.show(h('h2', {}, words.notReady.title), h('p.lead', {}, words.notReady.text));
            await this.pause.wait((retryAfter ?? NOT_READY) * 1000);
            this.goOn(turn);
        }
    }

    /** The run that was started here last, when it is this person's. */
    async lastRun(turn) {
        const runId = localStorage.getItem(LAST_RUN);
        if (!runId) {
            return null;
        }
        try {
            return (await this.patiently(turn, () => this.api.get(`/runs/${encodeURIComponent(runId)}`))).body;
        } catch (error) {
            if (error instanceof Refused) {
                return null;
            }
            throw error;
        }
    }

    nothing() {
        this.show(h('div.empty', {},
            h('span.sign', { 'aria-hidden': 'true' }, '✓'),
            h('h2', {}, words.nothing.title),
            h('p.lead', {}, words.nothing.text),
            h('p.quiet', {}, words.nothing.hint),
            button(words.nothing.again, () => this.work((turn) => this.look(turn)))));
    }

    offer(offer, last = null) {
        this.show(offerView(offer, {
            last: last && { at: last.endedAt, show: () => this.work((turn) => this.receipt(turn, last)) },
            accept: (choice) => this.work((turn) => this.accept(turn, offer, choice)),
            decline: () => this.decline(offer),
            later: () => this.show(h('h2', {}, words.laterTitle), h('p.lead', {}, words.laterText),
                h('div.actions', {}, button(words.laterBack, () => this.work((turn) => this.look(turn))))),
            prove: (body) => this.prove(offer, body),
        }));
    }

    /** @returns {Promise<{sent?: boolean, problem?: string}>} what the form is to say */
    async prove(offer, body) {
        try {
            const { status, body: answer } = await this.api.post(`/offers/${encodeURIComponent(offer.offerId)}/proof`, body);
            if (status === 202) {
                return { sent: true };
            }
            this.announcer.say(words.proof.proved);
            this.offer(answer.offer);
            return {};
        } catch (error) {
            if (error instanceof SignedOut) {
                this.signedOut(() => this.restore(offer));
                return {};
            }
            if (error instanceof Refused && error.status === 429) {
                return { problem: words.proof.tooMany(error.body.retryAfter ?? 60) };
            }
            if (error instanceof Refused && error.code === 'wrong-proof') {
                return { problem: words.proof.wrong };
            }
            if (error instanceof Refused && (error.status === 404 || error.status === 409)) {
                this.work((turn) => this.look(turn));
                return {};
            }
            return { problem: error instanceof Refused || error instanceof Unreachable ? error.message : texts.trouble.unexpected };
        }
    }

    /** After a new sign-in: the view as it was, if the offer is still this person's and open. */
    async restore(offer, turn = this.turn) {
        const before = [...this.view.childNodes];
        this.waiting(words.looking);
        try {
            const { body } =
                await this.patiently(turn, () => this.api.get(`/offers/${encodeURIComponent(offer.offerId)}`));
            if (body.offer.state === 'open') {
                this.show(...before);
                return;
            }
        } catch (error) {
            if (!(error instanceof Refused)) {
                throw error;
            }
        }
        await this.look(turn);
    }

    async accept(turn, offer, choice) {
        const path = `/offers/${encodeURIComponent(offer.offerId)}`;
        try {
            if (choice.decline) {
                await this.patiently(turn, () => this.api.post(`${path}/decline`));
                this.declined();
                return;
            }
            const { body } = await this.patiently(turn, () => this.api.post(`${path}/accept`, choice.body));
            localStorage.setItem(LAST_RUN, body.runId);
            sessionStorage.setItem(CHOSEN, JSON.stringify({ runId: body.runId, mode: choice.mode, records: choice.records }));
            await this.follow(turn, body.runId);
        } catch (error) {
            if (error instanceof SignedOut) {
                this.signedOut((next) => this.restore(offer, next));
                throw new Superseded();
            }
            if (error instanceof Refused && (error.status === 404 || error.status === 409)) {
                await this.look(turn);
                return;
            }
            throw error;
        }
    }

    async decline(offer) {
        const sure = await ask(this.node, {
            title: words.decline.title, body: h('p', {}, words.decline.text),
            confirm: words.decline.confirm, cancel: words.decline.cancel,
        });
        if (sure) {
            await this.work((turn) => this.accept(turn, offer, { decline: true }));
        }
    }

    declined() {
        this.show(h('h2', {}, words.decline.doneTitle), h('p.lead', {}, words.decline.done));
    }

    async follow(turn, runId) {
        const view = progressView();
        const backoff = new Backoff(500, 5000);
        let before = '';
        for (let first = true; ; first = false) {
            const { body: run } = await this.patiently(turn, () => this.api.get(`/runs/${encodeURIComponent(runId)}`));
            if (ENDED.has(run.state)) {
                await this.receipt(turn, run);
                return;
            }
            const spoken = view.update(run);
            if (first) {
                this.show(view.node);
            }
            this.announcer.say(spoken);
            const now = `${run.state} ${run.stage} ${run.progress}`;
            if (now !== before) {
                backoff.reset();
                before = now;
            }
            await this.pause.wait(backoff.next());
            this.goOn(turn);
        }
    }

    async receipt(turn, run) {
        const backoff = new Backoff(300, 2000);
        let answer = null;
        for (let tries = 0; answer === null && tries < RECEIPT_TRIES; tries += 1) {
            try {
                answer = (await this.patiently(turn, () => this.api.get(`/runs/${encodeURIComponent(run.runId)}/receipt`))).body;
            } catch (error) {
                if (!(error instanceof Refused) || error.status !== 409) {
                    throw error;
                }
                await this.pause.wait(backoff.next());
                this.goOn(turn);
            }
        }
        const chosen = JSON.parse(sessionStorage.getItem(CHOSEN) ?? 'null');
        this.show(receiptView(run, answer, chosen?.runId === run.runId ? chosen : null, {
            undo: () => this.undo(run),
            look: () => this.work((next) => {
                localStorage.removeItem(LAST_RUN);
                return this.look(next);
            }),
        }));
    }

    async undo(run) {
        const list = (items) => h('ul', {}, items.map((item) => h('li', {}, item)));
        const sure = await ask(this.node, {
            title: words.undo.title,
            body: [h('div', {}, h('h3', {}, words.undo.will), list(words.undo.wills)),
                h('div', {}, h('h3', {}, words.undo.wont), list(words.undo.wonts))],
            confirm: words.undo.confirm,
            cancel: words.undo.cancel,
        });
        if (sure) {
            await this.work(async (turn) => {
                try {
                    await this.patiently(turn, () => this.api.post(`/runs/${encodeURIComponent(run.runId)}/undo`));
                } catch (error) {
                    if (!(error instanceof Refused) || error.status !== 409) {
                        throw error;
                    }
                }
                await this.follow(turn, run.runId);
            });
        }
    }
}
