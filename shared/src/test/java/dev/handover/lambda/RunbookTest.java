package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.testing.Events;
import dev.handover.testing.TemplateFile;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reason codes are words with hyphens in the sources, and nearly all such words are reason codes.
/// So each of them either has a heading in the runbook, or is named here as something else: who
/// writes a new one must decide.
class RunbookTest {
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z0-9]+)+)\"");

    /// What else has hyphens.
    private static final Set<String> OTHERS =
            Set.of(
                    // outcomes that ask nothing of anybody
                    "accounts-walked",
                    "account-proved",
                    "already-done",
                    "batch-closed",
                    "data-map-adopted",
                    "login-noted",
                    "login-without-user",
                    "messages-forwarded",
                    "offer-found",
                    "request-accepted",
                    "run-ended",
                    "snapshot-not-primed",
                    "snapshot-ready",
                    "stage-verified",
                    // stages, and keys of the ledger
                    "account-index",
                    "copy-to-new-owner",
                    "delete-anonymous",
                    "every-run",
                    "given-up",
                    "remove-from-old-owner",
                    "walk-finished",
                    // words of the data map and of messages, and ways to prove something
                    "default-collection",
                    "delete-user",
                    "ephemeral-members",
                    "from-anonymous-session",
                    "largest-document",
                    "largest-object",
                    "mailed-code",
                    "old-password",
                    "ownership-transfer",
                    "single-names",
                    "verified-email-claim",
                    // types of values in a store
                    "binary-set",
                    "number-set",
                    "string-set",
                    // how Lambda starts a function, and a thread
                    "snap-start",
                    "user-info",
                    // HTTP
                    "cache-control",
                    "content-security-policy",
                    "content-type",
                    "idempotency-key",
                    "if-none-match",
                    "no-cache",
                    "no-referrer",
                    "no-store",
                    "referrer-policy",
                    "retry-after",
                    "strict-transport-security",
                    "www-authenticate",
                    "x-amzn-trace-id",
                    "x-content-type-options",
                    "x-handover-client",
                    "x-next");

    private final String runbook = Files.readString(Events.root().resolve("RUNBOOK.md"));
    private final SortedSet<String> headings =
            runbook.lines()
                    .filter(line -> line.startsWith("### "))
                    .flatMap(line -> found(Pattern.compile("`([^`]+)`"), line))
                    .collect(Collectors.toCollection(TreeSet::new));

    RunbookTest() throws IOException {}

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    private static SortedSet<String> codes() throws IOException {
        SortedSet<String> codes = new TreeSet<>();
        for (Path source : sources()) {
            found(CODE, Files.readString(source)).forEach(codes::add);
        }
        Stream.of(Deployed.values()).map(Deployed::folder).forEach(codes::remove);
        return codes;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Events.root())) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .filter(file -> !file.startsWith(Events.root().resolve("local")))
                    .toList();
        }
    }

    @Test
    @DisplayName("each reason code and each ERROR event has a heading in the runbook")
    void eachReasonCodeHasAHeading() throws IOException {
        SortedSet<String> missing = codes();
        missing.removeAll(headings);
        missing.removeAll(OTHERS);
        assertEquals(Set.of(), missing, "say in RUNBOOK.md what a person does");
    }

    @Test
    @DisplayName("each heading is an alarm of the template or a code of the sources")
    void eachHeadingIsSomething() throws IOException {
        SortedSet<String> known = codes();
        known.addAll(TemplateFile.ids("AWS::CloudWatch::Alarm"));
        SortedSet<String> invented = new TreeSet<>(headings);
        invented.removeIf(heading -> heading.contains("-") || heading.endsWith("Alarm"));
        // single words, which the sources have too many of to collect
        assertEquals(Set.of("contended", "refused", "stuck"), invented);
        headings.stream()
                .filter(heading -> !invented.contains(heading))
                .forEach(heading -> assertTrue(known.contains(heading), heading));
        OTHERS.forEach(other -> assertTrue(known.contains(other), other));
    }

    @Test
    @DisplayName("each alarm has a heading in the runbook, and tells the topic")
    void eachAlarmHasAHeading() {
        for (String alarm : TemplateFile.ids("AWS::CloudWatch::Alarm")) {
            assertTrue(headings.contains(alarm), alarm);
            assertEquals(
                    "AlarmTopic",
                    TemplateFile.text(alarm, "Properties", "AlarmActions"),
                    "where alarms go");
        }
    }
}
