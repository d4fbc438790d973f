// The claim as a panel on somebody's own page, with one script tag:
//
//   <script type="module" src="https://HANDOVER/assets/panel.js" data-handover data-token="…"></script>
//
// puts the panel where the tag stands. A page that renews its tokens makes the element itself:
//
//   <script type="module" src="https://HANDOVER/assets/panel.js"></script>
//   <handover-panel></handover-panel>
//   <script type="module">
//       document.querySelector('handover-panel').token = () => myAccessToken();
//   </script>
//
// The element draws in a tree of its own, so that neither page's styles touch the other's. Attributes: `token`; `cookie`
// (the signed cookie of a session without an account); `base` (where Handover is, when not where this script came from). It
// fires `handover-signed-out` when the token is refused: set a new one, and it goes on where it was.
//
// The browser calls Handover's API from the page's origin, so the API has to allow it (the template's PageOrigins), unless
// both are behind one host name; and the page's content security policy has to allow Handover's host in script-src,
// style-src and connect-src.

import { Claim } from './claim.js';
import { h } from './dom.js';

const HOME = new URL('..', import.meta.url);

class HandoverPanel extends HTMLElement {
    static observedAttributes = ['token'];

    #claim = null;

    #token = null;

    /** @param {string|(() => string)} value */
    set token(value) {
        this.#token = typeof value === 'function' ? value : () => value;
        this.#begin();
    }

    connectedCallback() {
        if (!this.shadowRoot) {
            const styles = ['base.css', 'claim.css'].map((name) =>
                h('link', { rel: 'stylesheet', href: new URL(`assets/${name}`, HOME).href }));
            this.attachShadow({ mode: 'open' }).append(...styles, h('section', { class: 'box' }));
        }
        this.#begin();
    }

    disconnectedCallback() {
        this.#claim?.stop();
        this.#claim = null;
    }

    attributeChangedCallback(name, before, now) {
        if (now) {
            this.token = now;
        }
    }

    #begin() {
        if (!this.isConnected || !this.shadowRoot || !this.#token) {
            return;
        }
        if (this.#claim === null) {
            const base = new URL(this.getAttribute('base') ?? HOME.href, document.baseURI).href.replace(/\/$/, '');
            this.#claim = new Claim({
                base,
                token: () => this.#token(),
                anonymous: () => (this.getAttribute('cookie') ? { cookie: this.getAttribute('cookie') } : null),
                onSignedOut: () => this.dispatchEvent(new CustomEvent('handover-signed-out', { bubbles: true, composed: true })),
            });
            this.shadowRoot.querySelector('section').append(this.#claim.node);
        }
        this.#claim.resume();
    }
}

customElements.define('handover-panel', HandoverPanel);

for (const script of document.querySelectorAll('script[data-handover]')) {
    const panel = document.createElement('handover-panel');
    for (const name of ['base', 'cookie', 'token']) {
        if (script.dataset[name]) {
            panel.setAttribute(name, script.dataset[name]);
        }
    }
    script.after(panel);
}
