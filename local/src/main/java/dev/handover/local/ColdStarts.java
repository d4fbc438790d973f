package dev.handover.local;

import dev.handover.local.archive.ArchivedFunctions;
import dev.handover.local.archive.ColdStart;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Measures the cold start of every function as it is uploaded: from the start of its process,
/// which has one processor, until its first answer, with a real claim going through. Servers run
/// here beside it, without TLS; what AWS itself adds, to fetch the archive and to start the
/// machine, is not in it.
final class ColdStarts {
    private static final int ROUNDS = 3;
    private static final List<String> ONE_PROCESSOR = List.of("taskset", "-c", "1");

    /// After the claim: functions that have no part in it.
    private static final List<String> OTHERS =
            List.of(
                    "note-login/event-bridge-login.json",
                    "find-offers/login.json",
                    "answer-offer/accept-all.json",
                    "follow-run/run.json",
                    "close-dead-batches/dead-batch.json",
                    "sweep-runs/sweep.json",
                    "index-accounts/walk.json");

    private final Path root;
    private final Map<String, String> environment;

    ColdStarts(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /// @return a table in Markdown
    String table() throws IOException, InterruptedException {
        SortedMap<String, List<ColdStart>> started = new TreeMap<>();
        SortedMap<String, List<ColdStart>> restored = new TreeMap<>();
        round(false, new TreeMap<>()); // the servers' own warm-up
        for (int i = 0; i < ROUNDS; i++) {
            round(false, started);
            round(true, restored);
        }
        StringBuilder table =
                new StringBuilder(
                        """
                        | function | archive | first answer | of it computing | memory | after a snapshot |
                        |---|---|---|---|---|---|
                        """);
        started.forEach((name, starts) -> {
            String folder = EventFile.folderOf(name);
            List<ColdStart> snapshots = restored.getOrDefault(name, List.of());
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| `%s` | %.1f MB | %d ms | %d ms | %d MB | %s |%n",
                            folder,
                            size(folder) / 1e6,
                            median(starts, start -> start.untilAnswer().toMillis()),
                            median(starts, start -> start.processor().toMillis()),
                            median(starts, start -> start.residentKilobytes() / 1024),
                            snapshots.isEmpty() || !snapshots.getFirst().fromSnapshot()
                                    ? ""
                                    : median(snapshots, start -> start.untilAnswer().toMillis())
                                            + " ms"));
        });
        return table.toString();
    }

    /// One claim from login to receipt, and an event for each other function.
    private void round(boolean snapshots, SortedMap<String, List<ColdStart>> into)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("handover-cold");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Terminal silent = new Terminal(nowhere, nowhere, false);
        Map<String, String> here = new TreeMap<>(environment);
        here.put("HANDOVER_PORT", "0");
        here.put("HANDOVER_DATA", data.resolve("state").toString());
        try (ArchivedFunctions functions =
                        new ArchivedFunctions(
                                root, data.resolve("functions"), ONE_PROCESSOR, snapshots);
                LocalRun run = LocalRun.start(here, silent, null, functions);
                OperatorApi api = new OperatorApi(run.url(), run.operator().token())) {
            EventRun events = new EventRun(run, silent, api);
            run(run, events, "offer-at-login/login.json");
            run(run, events, "accept-requests/claim.json");
            for (String event : OTHERS) {
                run(run, events, event);
            }
            functions
                    .coldStarts()
                    .forEach((name, start) ->
                            into.computeIfAbsent(name, _ -> new ArrayList<>()).add(start));
        }
    }

    private void run(LocalRun run, EventRun events, String name) throws InterruptedException {
        Path file = root.resolve("events").resolve(name);
        List<String> functions =
                run.template().stream().map(function -> function.logicalId()).toList();
        events.run(EventFile.of(file, EventFile.read(file), functions, null, null), null);
    }

    private long size(String folder) {
        try {
            return Files.size(
                    root.resolve("functions").resolve(folder).resolve("target/" + folder + ".zip"));
        } catch (IOException e) {
            throw new LocalProblem("There is no archive of " + folder, e);
        }
    }

    private static long median(List<ColdStart> starts, Function<ColdStart, Long> figure) {
        List<Long> sorted = starts.stream().map(figure).sorted(Comparator.naturalOrder()).toList();
        return sorted.get(sorted.size() / 2);
    }
}
