package dev.handover.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// `./handover bench [letter…]`: runs the benchmarks of these letters, without one all but the long
/// (g) and (h), and prints a table. What each is stands at its class.
public final class Bench {
    private static final int CLAIMS = 10_000;
    private static final int BATCHES = 500;
    private static final int RECORDS = 100_000;

    private Bench() {}

    public static void main(String... letters) throws Exception {
        Set<String> wanted = new TreeSet<>(List.of(letters));
        if (wanted.isEmpty()) {
            wanted.addAll(List.of("a", "b", "c", "d", "f"));
        }
        if (wanted.remove("e")) {
            wanted.add("d"); // one walk is both
        }
        long start = System.nanoTime();
        List<Line> lines = new ArrayList<>();
        if (wanted.contains("a")) {
            say("a: claims in bulk");
            told(lines, new ClaimsInBulk().run(Integer.getInteger("bench.claims", CLAIMS)));
        }
        if (wanted.contains("c")) {
            say("c: calls");
            told(lines, new CallsPerRecord().run());
        }
        if (wanted.contains("f")) {
            say("f: the engine alone");
            told(lines, new EngineAlone().run(BATCHES));
        }
        if (wanted.contains("d") || wanted.contains("b")) {
            say("d, e: the account index");
            Growth growth = new Growth(Files.createTempDirectory("handover-bench").resolve("key"));
            told(lines, growth.run());
            if (wanted.contains("b")) {
                say("b: logins");
                told(lines, new Logins(growth.indexed()).run());
            }
        }
        if (wanted.contains("g")) {
            say("g: erasing");
            told(lines, inBulk(RecordsInBulk.What.ERASE));
        }
        if (wanted.contains("h")) {
            say("h: giving to another");
            told(lines, inBulk(RecordsInBulk.What.TRANSFER));
        }
        print(lines, (System.nanoTime() - start) / 1e9);
        System.exit(0); // the servers leave threads behind
    }

    private static List<Line> inBulk(RecordsInBulk.What what) throws InterruptedException {
        return new RecordsInBulk(what, Integer.getInteger("bench.records", RECORDS)).run();
    }

    private static void told(List<Line> lines, List<Line> more) {
        lines.addAll(more);
        more.forEach(line -> say("  " + line.what() + ": " + line.figure()));
    }

    private static void say(String what) {
        System.err.println(what);
    }

    private static void print(List<Line> lines, double seconds) throws IOException {
        System.out.println("| what | figure | goal |");
        System.out.println("|---|---|---|");
        lines.stream()
                .sorted((one, other) ->
                        one.what().substring(0, 3).compareTo(other.what().substring(0, 3)))
                .forEach(line ->
                        System.out.println(
                                "| "
                                        + line.what()
                                        + " | "
                                        + line.figure()
                                        + " | "
                                        + line.goal()
                                        + " |"));
        System.out.println();
        System.out.println(
                Figures.of(
                        "Medians of 5 rounds after a warm-up, fewer where they are long; %d"
                                + " processors (%s), Java %s, everything on this machine, %.0f s.",
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        Runtime.version(),
                        seconds));
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
