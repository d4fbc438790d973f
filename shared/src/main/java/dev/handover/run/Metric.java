package dev.handover.run;

import dev.handover.document.Verdict;

import java.util.Locale;

/// What is measured, as CloudWatch knows it in the namespace [#NAMESPACE]. Every metric has the
/// dimension `system`; by what else it can be told apart is bounded too, and never an id: each
/// combination is paid for.
///
/// A metric is for watching, not for counting: it is written after what it measures, and lost when
/// the function dies in between. What counts is the ledger.
public enum Metric {
    /// Records by verdict, of the stages that count, when their batch closes.
    RECORDS_CHANGED(Unit.COUNT, By.OPERATION),
    RECORDS_UNCHANGED(Unit.COUNT, By.OPERATION),
    RECORDS_SKIPPED(Unit.COUNT, By.OPERATION),
    RECORDS_HELD(Unit.COUNT, By.OPERATION),
    RECORDS_UNSUPPORTED(Unit.COUNT, By.OPERATION),
    RECORDS_FAILED(Unit.COUNT, By.OPERATION),
    /// From taking a batch up to having closed it.
    BATCH_LATENCY(Unit.MILLISECONDS, By.OPERATION),
    /// Batches put off because of the run's rate.
    THROTTLES(Unit.COUNT, By.OPERATION),
    /// Messages that it took to close a batch: 1 where all goes well.
    HOPS(Unit.COUNT, By.OPERATION),
    /// Records that a verification found unchanged.
    LEFTOVERS(Unit.COUNT, By.OPERATION),
    /// Lanes that are not through, over all runs, at each sweep.
    OPEN_LANES(Unit.COUNT, By.FUNCTION),
    /// Runs that are not over, at each sweep.
    LIVE_RUNS(Unit.COUNT, By.FUNCTION),
    /// Those of them that should go on and don't.
    STUCK_RUNS(Unit.COUNT, By.FUNCTION),
    /// Runs that used up their hop budget and were paused.
    HOP_BUDGETS_EXCEEDED(Unit.COUNT, By.FUNCTION),
    /// From sending a message to taking it up.
    QUEUE_AGE(Unit.MILLISECONDS, By.FUNCTION),
    /// Log lines of level ERROR.
    ERRORS(Unit.COUNT, By.FUNCTION);

    public static final String NAMESPACE = "Handover";

    private enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds");

        private final String text;

        Unit(String text) {
            this.text = text;
        }
    }

    /// The second dimension.
    enum By {
        OPERATION,
        FUNCTION;

        String dimension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Unit unit;
    private final By by;

    Metric(Unit unit, By by) {
        this.unit = unit;
        this.by = by;
    }

    static Metric of(Verdict verdict) {
        return valueOf("RECORDS_" + verdict.name());
    }

    /// As it is called there: `RecordsChanged`.
    public String title() {
        StringBuilder title = new StringBuilder();
        for (String word : name().split("_")) {
            title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return title.toString();
    }

    String unit() {
        return unit.text;
    }

    By by() {
        return by;
    }
}
