package dev.handover.local;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What the command line asks for.
sealed interface Arguments {
    String HELP =
            """
            handover                     run everything of template.yaml here, with demonstration data
            handover EVENT.json          run one event to its end: progress on stderr, the receipt on stdout.
                                         The event of a trigger as in events/, or a request or envelope alone
            handover undo RUN            take a run back: its receipt on stdout. With the --map that the run was for
            handover bench [LETTER...]   the benchmarks a b c d f, or those named (also g h), as a table
            handover cold-start          how fast each function starts from its archive (mvn package -DskipTests)
            handover needs [MAP]         print what a deployment with a data map needs: parameters, grants, rights
            handover sam-env             print local/sam-env.json: the variables for `sam local invoke`
            handover check-receipt FILE  check a receipt's signature and counts, offline

              --map NAME|FILE            the data map: genenetwork, inquiry, knowlg, sunbird, sample-dynamo, -files,
                                         -redis or -sql, or your own. Without it, that of the demonstration which an
                                         event belongs to: a sample for transfer-sample-*.json, sunbird for an erasure,
                                         a transfer or an envelope (delete-user), else genenetwork
              --dry-run                  only plan what the event asks for, and show the plan
              --function NAME            whose event it is, where its folder doesn't say
              --as PERSON                log in as this person of the demonstration (events over HTTP)
              --approve DIGEST           let a run that waits for approval go on, if its plan still has this digest
              --key FILE                 public key for check-receipt; without it, that of the state folder
              --help, --version

            Exit: 0 complete, 2 usage, 3 incomplete, 4 refused, 5 waiting for approval.

            Environment
              HANDOVER_PORT              of the HTTP API, on 127.0.0.1; 8080
              HANDOVER_DATA              folder of the state; .handover
              HANDOVER_DATA_MAP          as --map
              REDIS_URL                  your own Redis instead of the embedded one; no demonstration data goes there
              NEO4J_URL, CASSANDRA_URL   your own, where the data map has such stores; else they are started here, which
                                         needs Maven at the first time, and for Cassandra a Java 17
              JDBC_URL                   the same; else an installed MariaDB is started
              AUTH_USERINFO_URL          your auth system instead of the demonstration's people
              AWS_ENDPOINT_URL           DynamoDB, SQS and S3 (LocalStack and the like) instead of the embedded ones;
                                         needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
              AWS_ENDPOINT_URL_SESV2     where mails go; else they are shown on the terminal
              COOKIE_HMAC_SECRET, MAIL_FROM, … any parameter of template.yaml, in capitals\
            """;

    record Help() implements Arguments {}

    record Version() implements Arguments {}

    /// @param map null for what the environment says, or the usual one
    record Serve(@Nullable String map) implements Arguments {}

    /// @param map name of a shipped one, or the path of a file
    record Needs(String map) implements Arguments {}

    record ColdStart() implements Arguments {}

    record SamEnv() implements Arguments {}

    /// @param map null for what the environment says, or the event's own
    /// @param function its folder's name, or its logical id in the template
    record RunEvent(
            Path file,
            @Nullable String map,
            boolean dryRun,
            @Nullable String function,
            @Nullable String person,
            @Nullable String digest)
            implements Arguments {}

    /// @param map as for an event
    record UndoRun(String runId, @Nullable String map) implements Arguments {}

    /// @param key null for the local run's own
    record CheckReceipt(Path file, @Nullable Path key) implements Arguments {}

    /// What is wrong with a command line.
    final class UsageProblem extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageProblem(String what) {
            super(what);
        }
    }

    static Arguments parse(List<String> words) {
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "check-receipt" -> receipt(words.subList(1, words.size()));
            case "needs" -> needs(words);
            case "undo" -> undo(words);
            case "cold-start" -> new ColdStart();
            case "sam-env" -> new SamEnv();
            default -> run(words);
        };
    }

    private static Arguments receipt(List<String> words) {
        boolean hasKey = words.size() == 3 && words.get(1).equals("--key");
        if (words.size() != 1 && !hasKey) {
            throw new UsageProblem("One receipt: check-receipt FILE [--key FILE]");
        }
        return new CheckReceipt(Path.of(words.getFirst()), hasKey ? Path.of(words.get(2)) : null);
    }

    private static Arguments run(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        Path file = null;
        String map = null;
        boolean dryRun = false;
        String function = null;
        String person = null;
        String digest = null;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--help", "-h" -> {
                    return new Help();
                }
                case "--version" -> {
                    return new Version();
                }
                case "--map" -> map = value(word, rest);
                case "--dry-run" -> dryRun = true;
                case "--function" -> function = value(word, rest);
                case "--as" -> person = value(word, rest);
                case "--approve" -> digest = value(word, rest);
                default -> {
                    if (word.startsWith("-")) {
                        throw new UsageProblem("There is no option " + word);
                    }
                    if (file != null) {
                        throw new UsageProblem("One event file at a time: " + file + " or " + word);
                    }
                    file = Path.of(word);
                }
            }
        }
        if (file != null) {
            return new RunEvent(file, map, dryRun, function, person, digest);
        }
        if (dryRun || function != null || person != null || digest != null) {
            throw new UsageProblem(
                    "--dry-run, --function, --as and --approve go with an event file");
        }
        return new Serve(map);
    }

    private static UndoRun undo(List<String> words) {
        boolean hasMap = words.size() == 4 && words.get(2).equals("--map");
        if (words.size() != 2 && !hasMap) {
            throw new UsageProblem("One run: undo RUN [--map NAME|FILE]");
        }
        return new UndoRun(words.get(1), hasMap ? words.get(3) : null);
    }

    private static Needs needs(List<String> words) {
        if (words.size() > 2) {
            throw new UsageProblem("needs takes one data map");
        }
        return new Needs(words.size() == 2 ? words.getLast() : MapChoice.USUAL);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new UsageProblem(option + " needs a value");
        }
        return rest.pop();
    }
}
