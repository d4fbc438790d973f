package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

class TimestampsTest {
    private final Timestamps timestamps = new Timestamps("MMM dd uuuu hh:mma");

    @ParameterizedTest
    @CsvSource({
        "Mar 05 2021 09:07AM, 2021-03-05T09:07:00Z",
        "Mar 5 2021 9:07AM, 2021-03-05T09:07:00Z",
        "Mar 5 2021 9:7AM, 2021-03-05T09:07:00Z",
        "mar 05 2021 09:07am, 2021-03-05T09:07:00Z",
        "SEP 30 2022 12:30PM, 2022-09-30T12:30:00Z",
        "Jan 01 2020 12:00AM, 2020-01-01T00:00:00Z",
        "Feb 29 2024 11:59PM, 2024-02-29T23:59:00Z"
    })
    void whatTheSystemWritesOrReadsIsRead(String text, Instant instant) {
        assertEquals(Optional.of(instant), timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2021-03-05T09:07:00Z",
                "2021-03-05",
                "Feb 30 2021 09:07AM",
                "Feb 29 2023 09:07AM",
                "Mar 005 2021 09:07AM",
                "Mar 05 21 09:07AM",
                "Mar 05 12021 09:07AM",
                "Jan 01 0000 09:07AM",
                "Mar 05 2021 13:07PM",
                "Mar 05 2021 00:07AM",
                "Mar 05 2021 09:07",
                "Mar 05 2021 09:07AM ",
                "Sept 05 2021 09:07AM",
                "March 05 2021 09:07AM",
                "Fri, 05 Mar 2021 09:07:00 GMT",
                "None"
            })
    void whatBreaksTheSystemsOwnReaderIsRefused(String text) {
        assertEquals(Optional.empty(), timestamps.parse(text));
    }

    @Test
    void theMachinesLanguageDoesNotMatter() {
        Locale machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.UK);
            assertEquals(
                    Optional.of(Instant.parse("2021-09-05T09:07:00Z")),
                    new Timestamps("MMM dd uuuu hh:mma").parse("Sep 05 2021 09:07AM"));
        } finally {
            Locale.setDefault(machine);
        }
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Timestamps("bogus"));
    }
}
