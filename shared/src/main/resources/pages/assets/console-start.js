// Starts a run: a dry run unless the operator says otherwise.

import { ask, field, h } from './dom.js';
import { texts } from './texts.js';

const words = texts.console.start;
const OPERATIONS = ['claim', 'erase', 'transfer', 'merge', 'relocate'];

export function startPart(desk, node) {
    const operation = h('select', {}, OPERATIONS.map((name) => h('option', { value: name }, name)));
    const lines = () => h('textarea', { rows: 2, spellcheck: 'false' });
    const from = lines();
    const anonymous = lines();
    const records = lines();
    const name = h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
    const to = h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
    const more = h('textarea', { rows: 3, spellcheck: 'false', class: 'mono' });
    const dryRun = h('input', { type: 'checkbox', checked: true });
    const approval = h('input', { type: 'checkbox' });
    const problem = h('div', { role: 'alert' });
    const tell = (text) => problem.replaceChildren(...(text ? [h('p.note.bad', {}, text)] : []));

    const ids = (area) => area.value.split(/[\s,]+/).filter(Boolean);

    // A claim may be from several accounts; all else is of one person.
    function whose() {
        const given = ids(from);
        if (given.length === 0) {
            return {};
        }
        return operation.value === 'claim' ? { from: given }
            : operation.value === 'erase' ? { subject: given[0] } : { from: given[0] };
    }

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
            ...(to.value.trim() ? { to: to.value.trim() } : {}),
            ...whose(),
            ...(ids(records).length > 0 ? { records: ids(records) } : {}),
            ...(name.value.trim() ? { name: name.value.trim() } : {}),
            ...(ids(anonymous).length > 0 ? { anonymous: ids(anonymous) } : {}),
            ...extra,
            dryRun: dryRun.checked,
            ...(approval.checked ? { needsApproval: true } : {}),
        };
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

    node.append(h('h1', { tabindex: '-1' }, words.title), h('p.lead', {}, words.lead),
        h('form.box.stack.narrow', { onsubmit: start },
            field(words.operation, operation),
            field(words.from, from),
            field(words.anonymous, anonymous),
            field(words.to, to),
            field(words.name, name, words.nameHint),
            field(words.records, records),
            h('details', {}, h('summary', {}, words.more), field(words.more, more, words.moreHint)),
            h('label.tick', {}, dryRun, h('span', {}, words.dryRun)),
            h('label.tick', {}, approval, h('span', {}, words.approval)),
            problem,
            h('div.actions', {}, h('button.primary', { type: 'submit' }, words.button))));
    return { close() {} };
}
