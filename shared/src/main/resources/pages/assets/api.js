// Talks to Handover's HTTP API.

import { texts } from './texts.js';

/** The server refused, and asking the same again won't help. */
export class Refused extends Error {
    constructor(status, body) {
        super(body.message ?? texts.trouble.refused);
        this.status = status;
        this.code = body.error ?? '';
        this.body = body;
    }
}

/** Whoever asks has to sign in again. */
export class SignedOut extends Error {}

/** No answer, or one that says "later": asking the same again may help. */
export class Unreachable extends Error {
    /** @param {number|null} afterSeconds when the server said how long to wait */
    constructor(afterSeconds = null) {
        super(texts.trouble.unreachable);
        this.afterSeconds = afterSeconds;
    }
}

const TIMEOUT = 35_000; // ms; a bit more than API Gateway waits for a function

export class Api {
    /**
     * @param {string} base where the API is; empty for where the page is
     * @param {() => string} token the bearer token as it is now
     */
    constructor(base, token) {
        this.base = base;
        this.token = token;
    }

    get(path) {
        return this.#send('GET', path);
    }

    post(path, body = {}, headers = {}) {
        return this.#send('POST', path, body, headers);
    }

    delete(path) {
        return this.#send('DELETE', path);
    }

    /** @returns {Promise<{status: number, body: object}>} */
    async #send(method, path, body, headers = {}) {
        let response;
        let text;
        try {
            response = await fetch(this.base + path, {
                method,
                headers: {
                    authorization: `Bearer ${this.token()}`,
                    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
                    ...headers,
                },
                body: body === undefined ? undefined : JSON.stringify(body),
                credentials: 'omit',
                cache: 'no-store',
                signal: AbortSignal.timeout(TIMEOUT),
            });
            text = await response.text();
        } catch {
            throw new Unreachable();
        }
        const answer = json(text);
        if (response.ok) {
            return { status: response.status, body: answer, retryAfter: seconds(response, answer) };
        }
        if (response.status === 401 || (response.status === 403 && answer.error === undefined)) {
            throw new SignedOut(answer.message);
        }
        if (response.status >= 500 || (response.status === 429 && answer.error === undefined)) {
            throw new Unreachable(seconds(response, answer));
        }
        throw new Refused(response.status, { ...answer, retryAfter: seconds(response, answer) });
    }
}

function json(text) {
    try {
        return text === '' ? {} : JSON.parse(text);
    } catch {
        return {};
    }
}

function seconds(response, answer) {
    const given = Number(answer.retryAfter ?? response.headers.get('retry-after'));
    return Number.isFinite(given) && given > 0 ? given : null;
}

/** How long to wait before asking again: doubles while nothing new comes, and varies, so that pages don't ask in step. */
export class Backoff {
    constructor(first = 800, most = 15_000) { // ms
        this.first = first;
        this.most = most;
        this.reset();
    }

    reset() {
        this.now = this.first;
    }

    next() {
        const wait = this.now * (0.85 + Math.random() * 0.3);
        this.now = Math.min(this.most, this.now * 1.6);
        return wait;
    }
}

/** Waits; `wake` cuts it short. */
export class Pause {
    wait(milliseconds) {
        return new Promise((resolve) => {
            this.wake = resolve;
            setTimeout(resolve, milliseconds);
        });
    }

    wake() {}
}
