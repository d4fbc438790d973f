package dev.handover.local.triggers;

import dev.handover.local.LocalProblem;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `rate(5 minutes)` or `cron(0 3 * * ? *)`, as EventBridge writes them; UTC.
sealed interface ScheduleExpression permits ScheduleExpression.Rate, Cron {
    Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

    /// When it is due next.
    Instant after(Instant last);

    record Rate(Duration every) implements ScheduleExpression {
        @Override
        public Instant after(Instant last) {
            return last.plus(every);
        }
    }

    static ScheduleExpression parse(String text) {
        Matcher rate = RATE.matcher(text);
        if (rate.matches()) {
            long count = Long.parseLong(rate.group(1));
            Duration every =
                    switch (rate.group(2)) {
                        case "minute" -> Duration.ofMinutes(count);
                        case "hour" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    };
            if (every.isPositive()) {
                return new Rate(every);
            }
        }
        if (text.startsWith("cron(") && text.endsWith(")")) {
            return Cron.parse(text.substring("cron(".length(), text.length() - 1));
        }
        throw new LocalProblem(
                "The schedule " + text + " is neither rate(5 minutes) nor cron(0 3 * * ? *)");
    }
}
