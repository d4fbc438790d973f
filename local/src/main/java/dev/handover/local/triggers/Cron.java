package dev.handover.local.triggers;

import dev.handover.local.LocalProblem;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/// EventBridge's six fields: minute, hour, day of month, month, day of week (1 is Sunday), year.
/// Lists, ranges, steps and names; not `L`, `W` and `#`.
record Cron(
        NavigableSet<Integer> minutes,
        NavigableSet<Integer> hours,
        NavigableSet<Integer> days,
        NavigableSet<Integer> months,
        NavigableSet<Integer> weekdays,
        NavigableSet<Integer> years)
        implements ScheduleExpression {
    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");
    private static final List<String> WEEKDAYS =
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static Cron parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != 6) {
            throw new LocalProblem("cron(" + text + ") must have six fields");
        }
        return new Cron(
                field(fields[0], 0, 59, List.of()),
                field(fields[1], 0, 23, List.of()),
                field(fields[2], 1, 31, List.of()),
                field(fields[3], 1, 12, MONTHS),
                field(fields[4], 1, 7, WEEKDAYS),
                field(fields[5], 1970, 2199, List.of())); // the years that EventBridge takes
    }

    private static NavigableSet<Integer> field(
            String text, int first, int last, List<String> names) {
        NavigableSet<Integer> values = new TreeSet<>();
        for (String part : text.split(",")) {
            String[] rangeAndStep = part.split("/", 2);
            String[] ends = rangeAndStep[0].split("-", 2);
            boolean all = rangeAndStep[0].equals("*") || rangeAndStep[0].equals("?");
            int from = all ? first : value(ends[0], names, first);
            int to =
                    all
                            ? last
                            : ends.length == 2
                                    ? value(ends[1], names, first)
                                    : rangeAndStep.length == 2 ? last : from;
            int step = rangeAndStep.length == 2 ? value(rangeAndStep[1], List.of(), first) : 1;
            if (from < first || to > last || from > to || step < 1) {
                throw new LocalProblem("cron: " + text + " is out of " + first + " to " + last);
            }
            for (int value = from; value <= to; value += step) {
                values.add(value);
            }
        }
        return values;
    }

    private static int value(String text, List<String> names, int first) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return named + first;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new LocalProblem("cron: the local run doesn't know " + text, e);
        }
    }

    @Override
    public Instant after(Instant last) {
        LocalDateTime time =
                LocalDateTime.ofInstant(last, ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .plusMinutes(1);
        while (time.getYear() <= years.last()) {
            if (!years.contains(time.getYear()) || !months.contains(time.getMonthValue())) {
                time = time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).plusMonths(1);
            } else if (!days.contains(time.getDayOfMonth())
                    || !weekdays.contains(weekday(time.getDayOfWeek()))) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.contains(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.contains(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return time.toInstant(ZoneOffset.UTC);
            }
        }
        return Instant.MAX;
    }

    /// Sunday is 1.
    private static int weekday(DayOfWeek day) {
        return day.getValue() % 7 + 1;
    }
}
