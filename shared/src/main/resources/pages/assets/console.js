// The operators' page: signs in, and shows one of its parts by the address's hash.

import { accountsPart } from './console-accounts.js';
import { deadLettersPart } from './console-dead-letters.js';
import { holdsPart } from './console-holds.js';
import { runPart } from './console-run.js';
import { runsPart } from './console-runs.js';
import { startPart } from './console-start.js';
import { Api, Refused, SignedOut, Unreachable } from './api.js';
import { Announcer, ask, button, field, fill, h } from './dom.js';
import { texts } from './texts.js';

const words = texts.console;
const TOKEN = 'handover.operator'; // in this tab only
const STOP_EVERY = 5000; // ms

const main = document.getElementById('main');
const nav = document.getElementById('nav');
const who = document.getElementById('who');
const stop = document.getElementById('stop');
const halt = h('span');
const announcer = new Announcer();
const notice = h('div', { role: 'alert', class: 'notice' });
document.body.append(announcer.node);

const api = new Api('', () => sessionStorage.getItem(TOKEN) ?? '');
let part = null;
let shownStop = '';

const PARTS = [
    [/^#\/runs$/, runsPart, 'runs'],
    [/^#\/runs\/([^/]+)$/, runPart, 'runs'],
    [/^#\/start$/, startPart, 'start'],
    [/^#\/holds$/, holdsPart, 'holds'],
    [/^#\/dead-letters$/, deadLettersPart, 'dead-letters'],
    [/^#\/accounts$/, accountsPart, 'accounts'],
];

/** What every part is given. */
const desk = {
    api,
    announce: (text) => announcer.say(text),
    /** Runs `work`; shows what goes wrong, and answers undefined then. */
    async attempt(work) {
        try {
            const result = await work();
            fill(notice);
            return result;
        } catch (error) {
            trouble(error);
            return undefined;
        }
    },
    /** Asks for a reason, and what else `fields` has; resolves to null when put away. */
    confirm({ title, text, fields = [], confirm, kind = 'primary', read = () => ({}) }) {
        const why = h('input', { type: 'text', autocomplete: 'off', maxlength: 200 });
        return ask(document.body, {
            title, confirm, kind, cancel: words.run.dismiss,
            body: [h('p', {}, text), ...fields, field(words.why, why, words.whyHint)],
            read: () => ({ ...(why.value.trim() ? { why: why.value.trim() } : {}), ...read() }),
        });
    },
    say(text) {
        fill(notice, h('p.note.good', {}, text));
        setTimeout(() => notice.firstChild?.textContent === text && fill(notice), 6000);
    },
};

function trouble(error) {
    if (error instanceof SignedOut) {
        signIn(words.signIn.wrong);
    } else if (error instanceof Unreachable || error instanceof Refused) {
        fill(notice, h('p.note.bad', {}, error.message));
    } else {
        fill(notice, h('p.note.bad', {}, texts.trouble.unexpected));
        throw error;
    }
}

function signIn(problem = null) {
    part?.close();
    part = null;
    sessionStorage.removeItem(TOKEN);
    fill(nav);
    fill(who);
    fill(stop);
    shownStop = '';
    const token = h('input', { type: 'password', autocomplete: 'off', required: true, spellcheck: 'false' });
    fill(main, h('form.box.stack.signin', {
        onsubmit: async (event) => {
            event.preventDefault();
            sessionStorage.setItem(TOKEN, token.value.trim());
            await open();
        },
    }, h('h1', {}, words.signIn.title), h('p.lead', {}, words.signIn.lead),
    problem && h('p.note.bad', { role: 'alert' }, problem),
    field(words.signIn.label, token, words.signIn.hint),
    h('div.actions', {}, h('button.primary', { type: 'submit' }, words.signIn.button))));
    token.focus();
}

async function open() {
    try {
        showStop((await api.get('/operator/stop')).body);
    } catch (error) {
        if (error instanceof SignedOut) {
            signIn(words.signIn.wrong);
            return;
        }
        trouble(error);
    }
    fill(who, halt, button(words.signOut, () => signIn(), { kind: 'link' }));
    route();
}

function route() {
    if (!sessionStorage.getItem(TOKEN)) {
        return;
    }
    const hash = location.hash || '#/runs';
    const [pattern, show, name] = PARTS.find(([known]) => known.test(hash)) ?? PARTS[0];
    part?.close();
    fill(nav, Object.entries(words.nav).map(([key, title]) =>
        h('a', { href: `#/${key}`, 'aria-current': key === name ? 'page' : null }, title)));
    const content = h('div.part');
    fill(main, notice, content);
    fill(notice);
    part = show(desk, content, ...(hash.match(pattern) ?? []).slice(1).map(decodeURIComponent));
    document.title = `${words.nav[name]} · Handover`;
    content.querySelector('h1')?.focus();
}

/** The kill switch: one button, or a banner that can't be overlooked. */
function showStop(state) {
    const now = JSON.stringify([state.stopped, state.since]);
    if (now === shownStop) {
        return;
    }
    shownStop = now;
    fill(stop, state.stopped && h('div.banner', { role: 'alert' },
        h('div', {}, h('strong', {}, words.stop.on(state.by, state.since)), state.why && h('span', {}, words.stop.why(state.why))),
        button(words.stop.start, () =>
            turn('start', words.stop.startTitle, words.stop.startText, 'primary', words.stop.start))));
    fill(halt, !state.stopped && button(words.stop.button, () =>
        turn('stop', words.stop.title, words.stop.text, 'danger', words.stop.confirm), { kind: 'halt' }));
}

async function turn(verb, title, text, kind, confirm) {
    const given = await desk.confirm({ title, text, kind, confirm });
    if (given) {
        await desk.attempt(async () => showStop((await api.post(`/operator/${verb}`, given)).body));
    }
}

setInterval(async () => {
    if (sessionStorage.getItem(TOKEN) && document.visibilityState === 'visible' && part) {
        await api.get('/operator/stop').then(({ body }) => showStop(body), () => undefined);
    }
}, STOP_EVERY);

window.addEventListener('hashchange', route);

if (sessionStorage.getItem(TOKEN)) {
    open();
} else {
    signIn();
}
