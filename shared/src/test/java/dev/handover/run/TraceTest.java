package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class TraceTest {
    private static final String ROOT = "Root=1-67891233-abcdef012345678912345678";
    private static final String FULL = ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1";

    private static Optional<String> within(String header) {
        return Trace.within(header, Trace::header);
    }

    @Test
    @DisplayName("X-Ray's header goes on as it is, without what a caller put into it besides")
    void theHeaderGoesOnWithoutWhatACallerPutIntoIt() {
        assertEquals(Optional.of(ROOT), within(ROOT));
        assertEquals(Optional.of(FULL), within(FULL));
        assertEquals(Optional.of(FULL), within(FULL + ";Lineage=a87bd80c:0;who=jane@example.org"));
        assertEquals(Optional.of(FULL), within("Self=1-67891234-12456789abcdef012345678;" + FULL));
        assertEquals(Optional.of(ROOT), within(ROOT + ";Parent=jane;Sampled=2"));
    }

    @Test
    @DisplayName("what is no trace is none")
    void whatIsNoTraceIsNone() {
        for (String other :
                List.of("", "jane@example.org", "Root=1-jane", "Sampled=1", "x" + ROOT)) {
            assertEquals(Optional.empty(), within(other), other);
        }
        assertEquals(Optional.empty(), Trace.header());
    }

    @Test
    @DisplayName("log lines name the trace they belong to")
    void logLinesNameTheTrace() {
        List<String> logged = new ArrayList<>();
        Log log = new Log(logged::add, () -> Instant.EPOCH, new Log.Source("test", "test"));
        Trace.within(
                FULL,
                () -> {
                    log.info("done", Map.of());
                    return true;
                });
        log.info("done", Map.of());
        assertEquals(
                List.of(
                        "{\"timestamp\":\"1970-01-01T00:00:00Z\",\"level\":\"INFO\",\"event\":\"done\","
                            + "\"trace\":\"1-67891233-abcdef012345678912345678\"}",
                        "{\"timestamp\":\"1970-01-01T00:00:00Z\",\"level\":\"INFO\",\"event\":\"done\"}"),
                logged);
    }
}
