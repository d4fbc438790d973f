package dev.handover.local.bench;

import java.util.List;
import java.util.Locale;

/// Medians and how they are written.
final class Figures {
    private Figures() {}

    static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    /// Of the values in order, the one at that share of their number.
    static double quantile(List<Double> values, double share) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }

    static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
