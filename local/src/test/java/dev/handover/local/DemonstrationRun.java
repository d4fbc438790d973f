package dev.handover.local;

import dev.handover.local.functions.Answer;
import dev.handover.local.functions.Host;
import dev.handover.local.functions.LocalFunction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The run command's stack with the demonstration's data, in this process, on a free port and in a
/// folder of its own.
public final class DemonstrationRun implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("Your code: (\\d+)");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final LocalRun run;

    private DemonstrationRun(Path folder, Host host) {
        PrintStream terminal = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of(
                        "HANDOVER_PORT", "0",
                        "HANDOVER_DATA", folder.toString(),
                        "HANDOVER_TEMPLATE", template().toString());
        run = LocalRun.start(environment, new Terminal(terminal, terminal, false), host);
    }

    public static DemonstrationRun start() throws IOException {
        return start(LocalFunction.host(InstantSource.system()));
    }

    /// @param host runs the functions
    static DemonstrationRun start(Host host) throws IOException {
        return new DemonstrationRun(Files.createTempDirectory("handover-demonstration"), host);
    }

    /// Maven starts tests in the module's folder.
    private static Path template() {
        return Path.of("..", "template.yaml").toAbsolutePath().normalize();
    }

    public String url() {
        return run.url();
    }

    public String operatorToken() {
        return run.operator().token();
    }

    public String redisUrl() {
        return run.stack().redisUrl();
    }

    /// Gives a function an event file, as its trigger would.
    public Answer invoke(String logicalId, String event) throws IOException, InterruptedException {
        return run.invoke(logicalId, Files.readAllBytes(Path.of("..", "events", event)));
    }

    /// What the functions have logged so far.
    String log() throws IOException {
        return Files.readString(run.folder().file("functions.log"));
    }

    /// What `check-receipt` says of it.
    String checksReceipt(String receipt) {
        try {
            Path folder = run.folder().root();
            Path file = Files.writeString(folder.resolve("receipt.json"), receipt);
            return ReceiptCheck.check(
                    file, LocalRun.receiptKey(Map.of("HANDOVER_DATA", folder.toString())));
        } catch (IOException | ReceiptCheck.Wrong e) {
            throw new AssertionError(e);
        }
    }

    /// The code that was mailed last.
    public String mailedCode() {
        String code = "";
        for (Matcher found = CODE.matcher(said.toString(StandardCharsets.UTF_8)); found.find(); ) {
            code = found.group(1);
        }
        return code;
    }

    @Override
    public void close() {
        run.close();
    }
}
