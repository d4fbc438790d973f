package dev.handover.local;

import dev.handover.operation.InvalidDataMap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// The run command.
public final class Main {
    private final Map<String, String> environment;
    private final Terminal terminal;

    public Main(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    public static void main(String... words) {
        // servers of others leave threads behind that would keep the process
        System.exit(new Main(System.getenv(), Terminal.ofProcess()).run(List.of(words)));
    }

    /// @return the exit status
    public int run(List<String> words) {
        try {
            return run(Arguments.parse(words)).status();
        } catch (Arguments.UsageProblem e) {
            terminal.say(e.getMessage() + "\n\n" + Arguments.HELP);
            return Exit.USAGE.status();
        } catch (LocalProblem e) {
            terminal.say(String.valueOf(e.getMessage()));
            return Exit.USAGE.status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.INCOMPLETE.status();
        }
    }

    private Exit run(Arguments arguments) throws InterruptedException {
        return switch (arguments) {
            case Arguments.Help() -> {
                terminal.result(Arguments.HELP);
                yield Exit.COMPLETE;
            }
            case Arguments.Version() -> {
                String version = Main.class.getPackage().getImplementationVersion();
                terminal.result("handover " + (version == null ? "(not packaged)" : version));
                yield Exit.COMPLETE;
            }
            case Arguments.Needs(String map) -> {
                terminal.result(needs(map));
                yield Exit.COMPLETE;
            }
            case Arguments.SamEnv() -> {
                terminal.result(samEnvironment());
                yield Exit.COMPLETE;
            }
            case Arguments.ColdStart() -> coldStart();
            case Arguments.Serve(String map) -> serve(MapChoice.in(environment, map, null));
            case Arguments.RunEvent event -> event(event);
            case Arguments.UndoRun undo -> undo(undo);
            case Arguments.CheckReceipt(Path file, Path key) -> {
                try {
                    terminal.result(
                            ReceiptCheck.check(
                                    file, key == null ? LocalRun.receiptKey(environment) : key));
                    yield Exit.COMPLETE;
                } catch (ReceiptCheck.Wrong wrong) {
                    terminal.say("Not good: " + wrong.getMessage());
                    yield Exit.REFUSED;
                }
            }
        };
    }

    private String needs(String map) {
        try {
            return Needs.of(map, LocalRun.templateFile(environment)).stripTrailing();
        } catch (InvalidDataMap | IllegalArgumentException e) {
            throw new LocalProblem(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new LocalProblem("There is no template: " + e.getMessage(), e);
        }
    }

    private String samEnvironment() {
        try {
            return SamEnvironment.of(LocalRun.templateFile(environment));
        } catch (IOException e) {
            throw new LocalProblem("There is no template: " + e.getMessage(), e);
        }
    }

    private Exit coldStart() throws InterruptedException {
        Path template = LocalRun.templateFile(environment);
        Path root = template.toAbsolutePath().normalize().resolveSibling("");
        try {
            terminal.result(new ColdStarts(root, environment).table());
        } catch (IOException e) {
            throw new LocalProblem("Can't measure: " + e, e);
        }
        return Exit.COMPLETE;
    }

    private Exit serve(Map<String, String> environment) throws InterruptedException {
        long started = System.nanoTime();
        terminal.say("Handover is starting …");
        try (LocalRun run = LocalRun.start(environment, terminal)) {
            terminal.say(Banner.of(run, (System.nanoTime() - started) / 1e9));
            new CountDownLatch(1).await(); // until the process is told to stop
        }
        return Exit.COMPLETE;
    }

    private Exit undo(Arguments.UndoRun asked) throws InterruptedException {
        Map<String, String> chosen = MapChoice.in(environment, asked.map(), null);
        try (LocalRun run = LocalRun.start(chosen, terminal);
                OperatorApi api = new OperatorApi(run.url(), run.operator().token())) {
            return new EventRun(run, terminal, api).undo(asked.runId());
        }
    }

    private Exit event(Arguments.RunEvent asked) throws InterruptedException {
        // before anything starts: what is wrong here is quickly said
        EventFile whole =
                EventFile.of(
                        asked.file(),
                        EventFile.read(asked.file()),
                        LocalRun.functionNames(environment),
                        asked.function(),
                        asked.person());
        EventFile event = asked.dryRun() ? whole.dry() : whole;
        Map<String, String> chosen =
                MapChoice.in(environment, asked.map(), event.map().orElse(null));
        try (LocalRun run = LocalRun.start(chosen, terminal);
                OperatorApi api = new OperatorApi(run.url(), run.operator().token())) {
            return new EventRun(run, terminal, api).run(event, asked.digest());
        }
    }
}
