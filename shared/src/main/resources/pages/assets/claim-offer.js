// What was found, and the choice: which records, what becomes of those made without an account, and proof where needed.

import { button, field, given, h } from './dom.js';
import { day, texts } from './texts.js';

const words = texts.claim;
const ANONYMOUS = 'from-anonymous-session';
const FILTER_FROM = 12; // as many as one sees at once
const FIRST_SHOWN = 60;

/**
 * @param {object} offer as the server has it
 * @param {object} actions `accept(choice)`, `decline()`, `later()`, `prove(body)`, and `last` of an earlier run
 */
export function offerView(offer, actions) {
    const view = h('div.view');
    if (actions.last) {
        view.append(h('p.note.row', {}, words.receipt.last(actions.last.at),
            button(words.receipt.lastShow, actions.last.show, { kind: 'link' })));
    }
    if (offer.records.length > 0) {
        view.append(...new Choice(offer, actions).nodes());
    }
    if (offer.needsProof) {
        view.append(...proof(offer, actions));
    }
    return view;
}

class Choice {
    constructor(offer, actions) {
        this.actions = actions;
        this.records = offer.records.map((record) => ({
            ...record,
            anonymous: record.warnings.includes(ANONYMOUS),
            movable: !record.warnings.includes('unsupported'),
            box: null,
        }));
        this.movable = this.records.filter((record) => record.movable);
        this.picked = new Set(this.movable
            .filter((record) => !record.warnings.includes('already-migrated'))
            .map((record) => record.recordId));
        this.mode = 'IMPORT';
        this.more = [];
        this.count = h('span.count', { 'aria-live': 'polite' });
        this.hint = h('p.quiet');
        this.problem = h('div', { role: 'alert' });
    }

    nodes() {
        const own = this.records.filter((record) => !record.anonymous);
        const anonymous = this.records.filter((record) => record.anonymous);
        const onlyAnonymous = own.length === 0;
        const nodes = [
            h('h2', {}, words.found.title(this.records.length)),
            h('p.lead', {}, onlyAnonymous ? words.found.anonymousLead : words.found.lead),
            this.tools(),
            own.length > 0 && this.group(anonymous.length > 0 ? words.found.groupAccount : null, own),
            anonymous.length > 0 && this.group(onlyAnonymous ? null : words.found.groupAnonymous, anonymous),
            anonymous.length > 0 && this.modes(),
            h('div.submit', {}, this.hint, this.problem, h('div.actions', {},
                this.go = button(words.migrate, () => this.submit(own.length > 0), { kind: 'primary' }),
                button(words.later, this.actions.later),
                button(words.decline.button, this.actions.decline, { kind: 'link' }))),
        ];
        this.tell();
        return nodes.filter(Boolean);
    }

    tools() {
        const all = (picked) => () => {
            this.movable.forEach((record) => this.pick(record, picked));
            this.tell();
        };
        const filter = this.records.length > FILTER_FROM && h('input', {
            type: 'search', 'aria-label': words.found.filter, placeholder: words.found.filter, oninput: (event) => this.filter(event.target.value),
        });
        return h('div.tools', {}, this.count,
            h('span.both', {},
                button(words.found.selectAll, all(true), { kind: 'link' }),
                button(words.found.selectNone, all(false), { kind: 'link' })),
            filter);
    }

    group(title, records) {
        const list = h('ul.records');
        records.forEach((record, i) => {
            record.row = this.row(record);
            record.row.hidden = i >= FIRST_SHOWN;
            list.append(record.row);
        });
        const more = records.length > FIRST_SHOWN && button(words.found.more(records.length - FIRST_SHOWN), () => {
            records.forEach((record) => {
                record.row.hidden = false;
            });
            more.remove();
            records[FIRST_SHOWN].row.querySelector('input').focus();
        });
        if (more) {
            this.more.push(more);
        }
        return h('fieldset', {},
            h('legend', { class: title ? null : 'unseen' }, title ?? words.found.title(records.length)), list, more);
    }

    row(record) {
        record.box = h('input', {
            type: 'checkbox', checked: this.picked.has(record.recordId), disabled: !record.movable,
            onchange: (event) => {
                this.pick(record, event.target.checked);
                this.tell();
            },
        });
        const dates = [
            record.createdAt && words.found.created(record.createdAt),
            record.changedAt && day(record.changedAt) !== (record.createdAt && day(record.createdAt)) && words.found.changed(record.changedAt),
        ].filter(Boolean);
        return h('li', {}, h('label.record', {}, record.box, h('span.body', {},
            record.name.trim() === ''
                ? h('span.name.none', {}, words.found.noName)
                : h('span.name', {}, given(record.name)),
            h('span.facts', {}, h('span', {}, words.found.size(record.size)),
                dates.length > 0 ? dates.map((date) => h('span', {}, date)) : h('span', {}, words.found.noDate)),
            this.warnings(record))));
    }

    warnings(record) {
        const said = record.movable
            ? record.warnings.map((code) => (code in texts.claim.warnings ? texts.claim.warnings[code] : reason(code))).filter(Boolean)
            : [];
        const broken = record.movable
            ? null
            : `${words.found.cannot}. ${reason(record.warnings[record.warnings.indexOf('unsupported') + 1] ?? '')}`;
        return (said.length > 0 || broken) && h('ul.warnings', { role: 'list' },
            said.map((text) => h('li', {}, text)), broken && h('li.bad', {}, broken));
    }

    modes() {
        return h('fieldset', {}, h('legend', {}, words.anonymous.title), h('div.choices', {},
            ['IMPORT', 'DELETE', 'LEAVE'].map((mode) => {
                const [title, text] = words.anonymous[mode];
                return h('label.choice', {}, h('input', {
                    type: 'radio', name: 'anonymous', value: mode, checked: mode === this.mode,
                    onchange: () => {
                        this.mode = mode;
                        this.tell();
                    },
                }), h('span', {}, h('strong', {}, title), h('span.quiet', {}, text)));
            })));
    }

    pick(record, picked) {
        if (picked) {
            this.picked.add(record.recordId);
        } else {
            this.picked.delete(record.recordId);
        }
        record.box.checked = picked;
    }

    filter(text) {
        const wanted = text.trim().toLocaleLowerCase();
        this.records.forEach((record) => {
            record.row.hidden = wanted !== '' && !record.name.toLocaleLowerCase().includes(wanted);
        });
        this.more.forEach((node) => node.remove());
    }

    chosen() {
        return this.movable.filter((record) =>
            this.picked.has(record.recordId) && !(record.anonymous && this.mode === 'LEAVE'));
    }

    tell() {
        const chosen = this.chosen();
        const gone = this.mode === 'DELETE' ? chosen.filter((record) => record.anonymous).length : 0;
        this.count.textContent = words.found.selected(this.picked.size, this.movable.length);
        this.problem.replaceChildren();
        const moved = chosen.length - gone;
        const leaves = chosen.length === 0 && this.mode === 'LEAVE';
        if (moved === 0 && gone === 0) {
            this.hint.textContent = leaves ? words.leaveHint : words.nothingChosen;
        } else if (gone === 0) {
            this.hint.textContent = words.migrateHint(moved);
        } else {
            this.hint.textContent = moved > 0 ? words.deleteHint(moved, gone) : words.deleteOnlyHint(gone);
        }
        if (moved === 0 && gone > 0) {
            this.go.textContent = words.delete;
        } else {
            this.go.textContent = leaves ? words.leave : words.migrate;
        }
    }

    submit(hasOwn) {
        const chosen = this.chosen();
        if (chosen.length === 0) {
            if (this.mode === 'LEAVE' && !hasOwn) {
                return this.actions.accept({ decline: true });
            }
            this.problem.replaceChildren(h('p.note.bad', {}, words.nothingChosen));
            return undefined;
        }
        const body = { mode: this.mode.toLowerCase() };
        const all = this.mode === 'LEAVE'
            ? this.picked.size === this.movable.length
            : chosen.length === this.movable.length;
        if (!all) {
            body.records = chosen.map((record) => record.recordId);
        }
        const about = all ? this.records : chosen;
        return this.actions.accept({
            body,
            mode: this.mode,
            records: about.map(({ recordId, name, warnings, anonymous }) => ({ recordId, name, warnings, anonymous })),
        });
    }
}

/** A code in words. */
export function reason(code) {
    if (code in words.reasons) {
        return words.reasons[code];
    }
    return /-(missing|not-a-date)$/.test(code) ? words.dateReason : words.unknownReason(code);
}

function proof(offer, actions) {
    const ways = offer.proof ?? [];
    const more = offer.records.length > 0;
    return [
        h('h2', {}, words.proof.title),
        h('p.lead', {}, more ? words.proof.moreLead : words.proof.lead),
        h('div.proofs', {}, ways.includes('mailed-code') && mail(actions), ways.includes('old-password') && password(actions)),
        ways.includes('operator') && h('p.quiet', {}, words.proof.operator),
    ];
}

function mail(actions) {
    const says = h('div', { 'aria-live': 'polite' });
    const code = h('input.code', { type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', spellcheck: 'false', maxlength: 12 });
    const entry = h('div', { hidden: true }, field(words.proof.mail.label, code));
    const check = h('button.primary', { type: 'submit', hidden: true }, words.proof.mail.check);
    const send = button(words.proof.mail.send, async () => {
        const answer = await actions.prove({ method: 'mailed-code' });
        say(says, answer.problem, 'bad');
        if (answer.sent) {
            say(says, words.proof.mail.sent, 'good');
            entry.hidden = false;
            check.hidden = false;
            send.textContent = words.proof.mail.resend;
            code.focus();
        }
    });
    return h('form', {
        onsubmit: async (event) => {
            event.preventDefault();
            const given = code.value.replace(/\s/g, '');
            if (!check.hidden) {
                say(says, given === '' ? words.proof.empty
                    : (await actions.prove({ method: 'mailed-code', code: given })).problem, 'bad');
            }
        },
    }, h('h3', {}, words.proof.mail.title), h('p.quiet', {}, words.proof.mail.text), says, entry, h('div.actions', {}, check, send));
}

function password(actions) {
    const says = h('div', { 'aria-live': 'polite' });
    const old = h('input', { type: 'password', autocomplete: 'off' });
    return h('form', {
        onsubmit: async (event) => {
            event.preventDefault();
            say(says, old.value === '' ? words.proof.empty
                : (await actions.prove({ method: 'old-password', password: old.value })).problem, 'bad');
        },
    }, h('h3', {}, words.proof.password.title), h('p.quiet', {}, words.proof.password.text), says,
    field(words.proof.password.label, old), h('div.actions', {}, h('button.primary', { type: 'submit' }, words.proof.password.check)));
}

function say(node, text, kind) {
    node.replaceChildren(...(text ? [h(`p.note.${kind}`, {}, text)] : []));
}
