package dev.handover.operation.claim;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads the system's timestamps as Python's `strptime` does: English, any case, one or two digits
/// for day, hour and minute, no 30th of February. A text that `strptime` refuses would break every
/// page of its owner, so it is refused here.
final class Timestamps {
    private static final Pattern RUN = Pattern.compile("'[^']*'|([A-Za-z])\\1*|[^A-Za-z']+");

    /// The letters of [DateTimeFormatter] that may have one digit though the pattern has two
    /// letters.
    private static final Map<String, TemporalField> SHORT =
            Map.of(
                    "dd", ChronoField.DAY_OF_MONTH,
                    "hh", ChronoField.CLOCK_HOUR_OF_AMPM,
                    "HH", ChronoField.HOUR_OF_DAY,
                    "mm", ChronoField.MINUTE_OF_HOUR);

    private final DateTimeFormatter format;

    /// @throws IllegalArgumentException for a pattern that isn't one
    Timestamps(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (MatchResult run : RUN.matcher(pattern).results().toList()) {
            TemporalField field = SHORT.get(run.group());
            if (field != null) {
                builder.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
            } else if (run.group().equals("uuuu")) {
                builder.appendValue(ChronoField.YEAR, 4);
            } else {
                builder.appendPattern(run.group());
            }
        }
        format = builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    Optional<Instant> parse(String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text, format);
            // Python has no year 0
            return time.getYear() < 1
                    ? Optional.empty()
                    : Optional.of(time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
