// Starts a run: a dry run unless the operator says otherwise.

import { ask, field, h } from './dom.js';
import { texts } from './texts.js';

const words = texts.console.start;
const OPERATIONS = ['claim', 'erase', 'transfer', 'merge', 'relocate'];

/** Which fields an operation has; the others' are not shown. */
const FIELDS = { erase: ['subject', 'name'], claim: ['from', 'anonymous', 'to'], transfer: ['from', 'to'] };

export function startPart(desk, node) {
    const operation = h('select', { onchange: () => choose() }, OPERATIONS.map((name) => h('option', { value: name }, name)));
    const lines = () => h('textarea', { rows: 2, spellcheck: 'false' });
    const from = lines();
    const anonymous = lines();
    const line = () => h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
    const to = line();
    const subject = line();
    const name = line();
    const more = h('textarea', { rows: 3, spellcheck: 'false', class: 'mono' });
    const dryRun = h('input', { type: 'checkbox', checked: true });
    const approval = h('input', { type: 'checkbox' });
    const problem = h('div', { role: 'alert' });
    const tell = (text) => problem.replaceChildren(...(text ? [h('p.note.bad', {}, text)] : []));

    const ids = (area) => area.value.split(/[\s,]+/).filter(Boolean);

    function request() {
        let extra = {};
        if (more.value.trim()) {
            try {
                extra = JSON.parse(more.value);
            } catch {
                extra = null;
            }
            if (extra === null || typeof extra !== 'object' || Array.isArray(extra)) {
                tell(words.badJson);
                return null;
            }
        }
        return {
            operation: operation.value,
            ...Object.fromEntries(given().filter(([, value]) => value.length > 0)),
            ...extra,
            dryRun: dryRun.checked,
            ...(approval.checked ? { needsApproval: true } : {}),
        };
    }

    /** One text, or the ids of a list; a single id where the operation takes one. */
    function given() {
        const values = {
            from: operation.value === 'claim' ? ids(from) : ids(from).join(' '), anonymous: ids(anonymous),
            to: to.value.trim(), subject: subject.value.trim(), name: name.value.trim(),
        };
        return Object.entries(values).filter(([key]) => shown().includes(key));
    }

    function shown() {
        return FIELDS[operation.value] ?? ['from', 'to'];
    }

    async function start(event) {
        event.preventDefault();
        tell(null);
        const body = request();
        if (body === null) {
            return;
        }
        const sure = body.dryRun || body.needsApproval || await ask(document.body, {
            title: words.really.title, body: h('p', {}, words.really.text), confirm: words.really.confirm,
            cancel: texts.console.run.dismiss, kind: 'danger',
        });
        if (sure) {
            const answer = await desk.attempt(() =>
                desk.api.post('/operator/runs', body, { 'idempotency-key': crypto.randomUUID() }));
            if (answer) {
                location.hash = `#/runs/${encodeURIComponent(answer.body.runId)}`;
            }
        }
    }

    const fields = {
        subject: field(words.subject, subject),
        name: field(words.name, name, words.nameHint),
        from: field(words.from, from),
        anonymous: field(words.anonymous, anonymous),
        to: field(words.to, to),
    };

    function choose() {
        for (const [key, node] of Object.entries(fields)) {
            node.hidden = !shown().includes(key);
        }
    }

    choose();
    node.append(h('h1', { tabindex: '-1' }, words.title), h('p.lead', {}, words.lead),
        h('form.box.stack.narrow', { onsubmit: start },
            field(words.operation, operation),
            ...Object.values(fields),
            h('details', {}, h('summary', {}, words.more), field(words.more, more, words.moreHint)),
            h('label.tick', {}, dryRun, h('span', {}, words.dryRun)),
            h('label.tick', {}, approval, h('span', {}, words.approval)),
            problem,
            h('div.actions', {}, h('button.primary', { type: 'submit' }, words.button))));
    return { close() {} };
}
