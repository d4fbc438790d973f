// What each operation asks for. A form has `fields` to show, and `read()` gives those of the request that were filled in.

import { field, fill, h } from './dom.js';
import { texts } from './texts.js';

const words = texts.console.start;
const line = () => h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
const lines = (rows = 2) => h('textarea', { rows, spellcheck: 'false' });
const ids = (area) => area.value.split(/[\s,]+/).filter(Boolean);

/** Without what nobody filled in. */
function given(fields) {
    return Object.fromEntries(Object.entries(fields)
        .map(([name, input]) => [name, typeof input === 'string' ? input.trim() : input])
        .filter(([, value]) => value.length > 0));
}

function claim() {
    const [from, anonymous, records, to] = [lines(), lines(), lines(), line()];
    return {
        fields: [field(words.claim.from, from), field(words.claim.anonymous, anonymous),
            field(words.to, to), field(words.claim.records, records)],
        read: () => given({ from: ids(from), anonymous: ids(anonymous), to: to.value, records: ids(records) }),
    };
}

function erase() {
    const [subject, name, to, newName] = [line(), line(), line(), line()];
    return {
        fields: [field(words.whose, subject), field(words.erase.name, name, words.erase.nameHint),
            field(words.erase.to, to, words.erase.toHint), field(words.newName, newName)],
        read: () => given({ subject: subject.value, name: name.value, transferTo: to.value, transferName: newName.value }),
    };
}

function transfer() {
    const [from, fromName, to, name, which] = [line(), line(), line(), line(), chosen()];
    return {
        fields: [field(words.whose, from), field(words.to, to), field(words.newName, name), which.node,
            field(words.transfer.fromName, fromName, words.transfer.fromNameHint)],
        read: () => ({
            ...given({ from: from.value, fromName: fromName.value, to: to.value, name: name.value }),
            ...which.read(),
        }),
    };
}

/** Which records a transfer gives. An empty list is never taken for all of them. */
function chosen() {
    const [records, types, csv] = [lines(4), lines(), lines(6)];
    csv.className = 'mono';
    const file = h('input', {
        type: 'file', accept: '.csv,text/csv,text/plain',
        onchange: async () => {
            csv.value = await file.files[0]?.text() ?? csv.value;
        },
    });
    const ways = {
        all: { fields: [], read: () => ({}) },
        records: { fields: [field(words.transfer.records, records)], read: () => given({ records: ids(records) }) },
        csv: {
            fields: [field(words.transfer.file, file), field(words.transfer.csv, csv, words.transfer.csvHint)],
            read: () => given({ csv: csv.value }),
        },
        types: { fields: [field(words.transfer.types, types, words.transfer.typesHint)], read: () => given({ types: ids(types) }) },
    };
    const fields = h('div.stack');
    const way = h('select', { onchange: () => fill(fields, ways[way.value].fields) },
        Object.keys(ways).map((name) => h('option', { value: name }, words.transfer.ways[name])));
    return {
        node: h('div.stack', {}, field(words.transfer.which, way), fields),
        read() {
            const said = ways[way.value].read();
            return way.value === 'all' || Object.keys(said).length > 0 ? said : { problem: words.transfer.none };
        },
    };
}

export const FORMS = { claim, erase, transfer };
