// Pictures of a run's progress and of how long its batches take, from samples taken while the page is open.

import { ENDED } from './console-show.js';
import { h } from './dom.js';
import { clockTime, texts } from './texts.js';

const words = texts.console.run;
const MOST = 400; // samples; beyond it every other one goes
const TICKS = 5;

export class Charts {
    constructor() {
        this.samples = [];
        this.empty = h('p.quiet', {}, words.chartEmpty);
        this.progress = new Picture(words.progressChart, words.records);
        this.latency = new Picture(words.latencyChart, words.secondsPerBatch);
        this.node = h('div.charts', {}, this.empty, this.progress.node, this.latency.node);
        this.dark = matchMedia('(prefers-color-scheme: dark)');
        this.redraw = () => this.draw(true);
        this.dark.addEventListener('change', this.redraw);
    }

    add(run) {
        const last = this.samples.at(-1);
        const sample = {
            at: Date.now(),
            done: run.counts.found - run.counts.pending,
            found: run.counts.found,
            closed: (run.lanes ?? []).reduce((sum, lane) => sum + lane.closed, 0),
            lanes: (run.lanes ?? []).filter((lane) => lane.closed < lane.batches).length,
            seconds: null,
            rate: 0,
            ended: ENDED.has(run.state),
        };
        if (last?.ended && sample.ended) {
            return;
        }
        if (last) {
            const seconds = (sample.at - last.at) / 1000;
            const batches = sample.closed - last.closed;
            sample.rate = Math.max(0, Math.round((sample.done - last.done) / seconds));
            sample.seconds = batches > 0 ? (seconds * Math.max(1, last.lanes)) / batches : last.seconds;
        }
        this.samples.push(sample);
        if (this.samples.length > MOST) {
            this.samples = this.samples.filter((one, i) => i % 2 === 0);
        }
        this.draw(false);
    }

    draw(anew) {
        const some = this.samples.length > 1;
        this.empty.hidden = some;
        this.progress.node.hidden = !some;
        this.latency.node.hidden = !some || this.samples.every((sample) => sample.seconds === null);
        if (!some) {
            return;
        }
        const now = this.samples.at(-1);
        const times = this.samples.map((sample) => clockTime(sample.at));
        this.progress.draw(times, this.samples.map((sample) => sample.done), now.found, words.chartSummary(now.done, now.found, now.rate), anew);
        if (now.seconds !== null) {
            const seconds = Math.round(now.seconds * 100) / 100;
            this.latency.draw(times, this.samples.map((sample) => sample.seconds), undefined, words.latencySummary(seconds), anew);
        }
    }

    close() {
        this.dark.removeEventListener('change', this.redraw);
        this.progress.close();
        this.latency.close();
    }
}

/** One line over time, and what it says in a sentence for those who don't see it. */
class Picture {
    constructor(title, unit) {
        this.unit = unit;
        this.canvas = h('canvas', { role: 'img', 'aria-label': title });
        this.caption = h('figcaption.quiet');
        this.node = h('figure', {}, h('h2', {}, title), h('div.canvas', {}, this.canvas), this.caption);
        this.chart = null;
    }

    draw(labels, data, most, summary, anew) {
        this.caption.textContent = summary;
        if (anew) {
            this.close();
        }
        if (this.chart === null) {
            this.chart = new window.Chart(this.canvas, this.options());
        }
        this.chart.data.labels = labels;
        this.chart.data.datasets[0].data = data;
        this.chart.options.scales.y.suggestedMax = most;
        this.chart.update('none');
    }

    options() {
        const style = getComputedStyle(document.documentElement);
        const colour = (name) => style.getPropertyValue(name).trim();
        const axis = { ticks: { color: colour('--soft'), maxTicksLimit: TICKS, maxRotation: 0 }, border: { color: colour('--line') } };
        return {
            type: 'line',
            data: { labels: [], datasets: [{ data: [], borderColor: colour('--accent'), backgroundColor: colour('--accent-soft'), fill: true, borderWidth: 2, pointRadius: 0, cubicInterpolationMode: 'monotone' }] },
            options: {
                animation: false,
                responsive: true,
                maintainAspectRatio: false,
                interaction: { mode: 'index', intersect: false },
                plugins: { legend: { display: false } },
                scales: {
                    x: { ...axis, grid: { display: false } },
                    y: { ...axis, beginAtZero: true, grid: { color: colour('--line') }, title: { display: true, text: this.unit, color: colour('--soft') } },
                },
            },
        };
    }

    close() {
        this.chart?.destroy();
        this.chart = null;
    }
}
