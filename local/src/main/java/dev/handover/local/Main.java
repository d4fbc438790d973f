package dev.handover.local;

import com.fasterxml.jackson.databind.JsonNode;
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
            case Arguments.Serve() -> serve();
            case Arguments.RunEvent event -> event(event);
        };
    }

    private Exit serve() throws InterruptedException {
        long started = System.nanoTime();
        terminal.say("Handover is starting …");
        LocalRun run = LocalRun.start(environment, terminal);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stop = new Thread(() -> {
            terminal.say("Handover is stopping …");
            run.close();
            stopped.countDown();
        });
        Runtime.getRuntime().addShutdownHook(stop);
        terminal.say(Banner.of(run, (System.nanoTime() - started) / 1e9));
        stopped.await();
        return Exit.COMPLETE;
    }

    private Exit event(Arguments.RunEvent asked) throws InterruptedException {
        JsonNode json = EventFile.read(asked.file()); // before all else: it is quickly wrong
        try (LocalRun run = LocalRun.start(environment, terminal);
                OperatorApi api = new OperatorApi(run.url(), run.operator().token())) {
            EventFile event = EventFile.of(asked.file(), json, run.template(), asked.function(), asked.person());
            return new EventRun(run, terminal, api).run(event, asked.digest());
        }
    }
}
