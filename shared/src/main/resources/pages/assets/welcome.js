// The user's page: signs in, and shows the claim.

import { Claim } from './claim.js';
import { button, field, fill, h } from './dom.js';
import { texts } from './texts.js';

const words = texts.welcome;
const main = document.getElementById('main');
const who = document.getElementById('who');
const KEPT = 'handover.session'; // in this tab only

let claim = null;

document.getElementById('foot').textContent = words.footer;

function session() {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
}

/** Those of the demonstration, where it runs; elsewhere there is no such list. */
async function demonstrationPeople() {
    try {
        const response = await fetch('/demo/users', { cache: 'no-store' });
        return response.ok ? (await response.json()).users ?? [] : [];
    } catch {
        return [];
    }
}

async function showSignIn(expired) {
    const people = await demonstrationPeople();
    const heading = h('h1', { tabindex: '-1' }, expired ? words.signInAgain : words.title);
    const hero = h('div.hero', {}, heading, !expired && h('p.lead', {}, words.lead));
    fill(who);
    fill(main,
        hero,
        expired && h('p.note.warn', { role: 'alert' }, words.expired),
        people.length > 0 ? demonstration(people) : h('section.box', {}, tokenForm()));
    if (expired) {
        heading.focus();
    }
}

function demonstration(people) {
    return h('section.box.stack', { 'aria-labelledby': 'people' },
        h('h2', { id: 'people' }, words.demo.title),
        h('p.lead', {}, words.demo.lead),
        h('ul.people', {}, people.map((person) => h('li', {},
            h('button', { type: 'button', onclick: () => signIn(person) },
                h('span.face', { 'aria-hidden': 'true' }, person.name.slice(0, 1)),
                h('span', {}, h('strong', {}, person.name), h('span.quiet', {}, person.shows)))))),
        h('details.other', {}, h('summary', {}, words.demo.other), tokenForm()));
}

function tokenForm() {
    const token = h('input', { type: 'password', autocomplete: 'off', required: true, spellcheck: 'false' });
    const cookie = h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
    return h('form.stack', {
        onsubmit: (event) => {
            event.preventDefault();
            signIn({ name: '', token: token.value.trim(), cookie: cookie.value.trim() });
        },
    },
    field(words.token.label, token, words.token.hint),
    field(words.token.cookie, cookie, words.token.cookieHint),
    h('div.actions', {}, h('button.primary', { type: 'submit' }, words.signIn)));
}

function signIn({ name, token, cookie }) {
    sessionStorage.setItem(KEPT, JSON.stringify({ name, token, cookie }));
    showClaim();
}

function signOut() {
    claim?.stop();
    claim = null;
    sessionStorage.removeItem(KEPT);
    showSignIn(false);
}

function showClaim() {
    const { name, cookie } = session();
    fill(who, name && h('span', {}, words.signedInAs(name)), button(words.signOut, signOut, { kind: 'link' }));
    if (claim === null) {
        claim = new Claim({
            token: () => session()?.token ?? '',
            anonymous: () => (session()?.cookie ? { cookie: session().cookie } : null),
            onSignedOut: () => showSignIn(true),
        });
    }
    fill(main, h('div.hero', {}, h('h1', {}, words.title)), h('section.box', {}, claim.node));
    claim.resume(cookie);
}

if (session() === null) {
    showSignIn(false);
} else {
    showClaim();
}
