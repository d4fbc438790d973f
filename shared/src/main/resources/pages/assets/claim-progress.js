// A run that is under way.

import { h } from './dom.js';
import { texts } from './texts.js';

const words = texts.claim.progress;
const SPOKEN_STEP = 25; // percent: a screen reader isn't to talk all the time

export function progressView() {
    const title = h('h2');
    const state = h('p.lead');
    const bar = h('progress', { max: 1, 'aria-label': words.bar });
    const figures = h('span');
    const left = h('span');
    const node = h('div.view', {}, title, state,
        h('div.meter', {}, bar, h('div.figures', {}, figures, left)), h('p.quiet', {}, words.lead));
    return {
        node,
        /** @returns {string} what a screen reader says */
        update(run) {
            const { found, pending } = run.counts;
            title.textContent = run.leg === 'undo' ? words.undoTitle : words.title;
            state.textContent = words.states[run.state] ?? run.state;
            if (run.state === 'queued' || run.state === 'planning') {
                bar.removeAttribute('value');
            } else {
                bar.value = run.progress;
            }
            figures.textContent = found > 0 ? words.of(found - pending, found) : '';
            left.textContent = run.etaSeconds > 1 ? words.left(run.etaSeconds) : '';
            const percent = Math.floor((run.progress * 100) / SPOKEN_STEP) * SPOKEN_STEP;
            return percent > 0 ? `${state.textContent} ${words.announce(percent)}` : state.textContent;
        },
    };
}
