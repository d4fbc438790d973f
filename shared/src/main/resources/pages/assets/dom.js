// Builds what is shown. Every text becomes a text node, so that a collection called `<img onerror=…>` is shown as that.

/**
 * @param {string} tag such as `p` or `p.note.quiet`
 * @param {object} [properties] attributes; `onclick` and the like take a function; null and false leave one out
 * @param {...(Node|string|number|null|undefined|false|Array)} children
 */
export function h(tag, properties = {}, ...children) {
    const [name, ...classes] = tag.split('.');
    const node = document.createElement(name);
    if (classes.length > 0) {
        node.className = classes.join(' ');
    }
    for (const [key, value] of Object.entries(properties)) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (key.startsWith('on')) {
            node.addEventListener(key.slice(2), value);
        } else if (key === 'value' || key === 'checked' || key === 'disabled' || key === 'indeterminate') {
            node[key] = value;
        } else {
            node.setAttribute(key, value === true ? '' : String(value));
        }
    }
    node.append(...flat(children));
    return node;
}

function flat(children) {
    return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)
        .map((child) => (child instanceof Node ? child : String(child)));
}

/** A name somebody gave: of any script and direction, and not letting it run into what stands beside it. */
export function given(name) {
    return h('bdi', { dir: 'auto' }, name);
}

/** Puts `children` in place of all that `parent` has. */
export function fill(parent, ...children) {
    parent.replaceChildren(...flat(children));
}

/** A button that can't be pressed twice while its work goes on. */
export function button(label, work, properties = {}) {
    const { kind = 'plain', ...rest } = properties;
    const node = h(`button.${kind}`, { type: 'button', ...rest }, label);
    node.addEventListener('click', async () => {
        if (node.getAttribute('aria-disabled') === 'true') {
            return;
        }
        node.setAttribute('aria-disabled', 'true');
        try {
            await work();
        } finally {
            node.removeAttribute('aria-disabled');
        }
    });
    return node;
}

let labels = 0;

/** A field under its label, with a hint where one is given. */
export function field(label, input, hint = null) {
    labels += 1;
    const id = `field-${labels}`;
    input.id = id;
    if (hint) {
        input.setAttribute('aria-describedby', `${id}-hint`);
    }
    return h('div.field', {}, h('label', { for: id }, label), hint && h('p.hint', { id: `${id}-hint` }, hint), input);
}

/** Says something to a screen reader without moving the focus; the page has one such place. */
export class Announcer {
    constructor() {
        this.node = h('div.unseen', { role: 'status', 'aria-live': 'polite' });
    }

    say(text) {
        if (this.node.textContent !== text) {
            this.node.textContent = text;
        }
    }
}

/** Asks in a dialog; resolves to the answer of `form`, or to null when it is put away. */
export function ask(host, { title, body, confirm, cancel, kind = 'primary', read = () => true }) {
    return new Promise((resolve) => {
        labels += 1;
        const id = `dialog-${labels}`;
        const form = h('form', { method: 'dialog' },
            h('h2', { id }, title),
            ...[body].flat(),
            h('div.actions', {},
                h(`button.${kind}`, { value: 'confirm' }, confirm),
                h('button.plain', { value: 'cancel', formnovalidate: true }, cancel)));
        const dialog = h('dialog', { 'aria-labelledby': id }, form);
        dialog.addEventListener('close', () => {
            resolve(dialog.returnValue === 'confirm' ? read() : null);
            dialog.remove();
        });
        host.append(dialog);
        dialog.showModal();
    });
}
