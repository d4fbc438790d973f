package dev.handover.local.triggers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.local.LocalProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

/// Schedules are due when EventBridge says so, in UTC.
class ScheduleExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(1 minute)            | 2026-01-31T23:59:30Z | 2026-02-01T00:00:30Z",
                "rate(2 hours)             | 2026-01-31T23:59:30Z | 2026-02-01T01:59:30Z",
                "rate(1 day)               | 2026-01-31T23:59:30Z | 2026-02-01T23:59:30Z",
                "cron(0 3 * * ? *)         | 2026-01-31T02:59:59Z | 2026-01-31T03:00:00Z",
                "cron(0 3 * * ? *)         | 2026-01-31T03:00:00Z | 2026-02-01T03:00:00Z",
                "cron(0/15 * * * ? *)      | 2026-01-31T03:15:01Z | 2026-01-31T03:30:00Z",
                "cron(5,10 8-9 ? * MON-FRI *) | 2026-01-31T00:00:00Z | 2026-02-02T08:05:00Z",
                "cron(0 0 ? * 1 *)         | 2026-01-31T00:00:00Z | 2026-02-01T00:00:00Z",
                "cron(0 12 29 FEB ? *)     | 2026-01-31T00:00:00Z | 2028-02-29T12:00:00Z",
                "cron(0 12 31 * ? 2030)    | 2026-01-31T00:00:00Z | 2030-01-31T12:00:00Z"
            })
    void isDueNext(String expression, Instant last, Instant next) {
        assertEquals(next, ScheduleExpression.parse(expression).after(last));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every minute",
                "rate(0 minutes)",
                "cron(0 3 * * ?)",
                "cron(60 3 * * ? *)",
                "cron(0 3 L * ? *)",
                "cron(9-5 * * * ? *)"
            })
    void whatItDoesNotKnowIsRefused(String expression) {
        LocalProblem problem =
                assertThrows(LocalProblem.class, () -> ScheduleExpression.parse(expression));
        assertTrue(String.valueOf(problem.getMessage()).length() > 10);
    }

    @Test
    void aYearThatIsOverNeverComes() {
        assertEquals(
                Instant.MAX,
                ScheduleExpression.parse("cron(0 3 * * ? 2020)")
                        .after(Instant.parse("2026-01-01T00:00:00Z")));
    }
}
