// Starts a run: a dry run unless the operator says otherwise.

import { FORMS } from './console-forms.js';
import { ask, field, fill, h } from './dom.js';
import { texts } from './texts.js';

const words = texts.console.start;

export function startPart(desk, node) {
    const forms = Object.fromEntries(Object.entries(FORMS).map(([name, form]) => [name, form()]));
    const fields = h('div.stack');
    const operation = h('select', { onchange: show },
        Object.keys(forms).map((name) => h('option', { value: name }, words.operations[name])));
    const more = h('textarea', { rows: 3, spellcheck: 'false', class: 'mono' });
    const dryRun = h('input', { type: 'checkbox', checked: true });
    const approval = h('input', { type: 'checkbox' });
    const problem = h('div', { role: 'alert' });
    const tell = (text) => fill(problem, text && h('p.note.bad', {}, text));

    function show() {
        fill(fields, forms[operation.value].fields);
        tell(null);
    }

    /** Null where the fields are not as they must be; that is told. */
    function request() {
        const { problem: wrong, ...asked } = forms[operation.value].read();
        const extra = json(more.value.trim() || '{}');
        tell(wrong ?? (extra === null ? words.badJson : null));
        return wrong || extra === null ? null : {
            operation: operation.value,
            ...asked,
            ...extra,
            dryRun: dryRun.checked,
            ...(approval.checked ? { needsApproval: true } : {}),
        };
    }

    async function start(event) {
        event.preventDefault();
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

    show();
    node.append(h('h1', { tabindex: '-1' }, words.title), h('p.lead', {}, words.lead),
        h('form.box.stack.narrow', { onsubmit: start },
            field(words.operation, operation),
            fields,
            h('details', {}, h('summary', {}, words.more), field(words.more, more, words.moreHint)),
            h('label.tick', {}, dryRun, h('span', {}, words.dryRun)),
            h('label.tick', {}, approval, h('span', {}, words.approval)),
            problem,
            h('div.actions', {}, h('button.primary', { type: 'submit' }, words.button))));
    return { close() {} };
}

/** Null for what is no JSON object. */
function json(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && !Array.isArray(value) ? value : null;
    } catch {
        return null;
    }
}
