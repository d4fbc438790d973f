package dev.handover.local;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.local.functions.Answer;
import dev.handover.local.functions.Host;
import dev.handover.local.functions.LocalFunction;
import dev.handover.local.stack.Deployment;
import dev.handover.local.stack.EmbeddedStack;
import dev.handover.local.template.Function;
import dev.handover.run.Table;
import dev.handover.run.aws.DynamoTable;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The run command's stack with the demonstration's data, in this process, on a free port and in a
/// folder of its own.
public final class DemonstrationRun implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("Your code: (\\d+)");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final LocalRun run;

    private final Supplier<String> mails;
    private final @Nullable Deployment deployment;

    private DemonstrationRun(
            Map<String, String> more,
            @Nullable Deployment deployment,
            @Nullable Supplier<String> mails,
            Host host)
            throws IOException {
        PrintStream terminal = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HANDOVER_PORT", "0");
        environment.put("HANDOVER_DATA", Files.createTempDirectory("handover-run").toString());
        environment.put("HANDOVER_TEMPLATE", template().toString());
        this.deployment = deployment;
        this.mails = mails == null ? () -> said.toString(StandardCharsets.UTF_8) : mails;
        run =
                LocalRun.start(
                        environment, new Terminal(terminal, terminal, false), deployment, host);
    }

    /// On the embedded parts.
    public static DemonstrationRun start() throws IOException {
        return start(inThisProcess());
    }

    /// On the embedded parts.
    ///
    /// @param host runs the functions
    static DemonstrationRun start(Host host) throws IOException {
        return new DemonstrationRun(Map.of(), null, null, host);
    }

    /// On the embedded parts, and on the databases that the data map needs, with such parameters.
    public static DemonstrationRun start(Map<String, String> environment) throws IOException {
        return new DemonstrationRun(environment, null, null, inThisProcess());
    }

    /// What the command ended with, and what it printed.
    record Ran(Exit exit, String out, String err) {
        /// The counts of a receipt that are not zero, each after a space.
        static String counted(JsonNode receipt) {
            return receipt.path("counts").properties().stream()
                    .filter(count -> count.getValue().asLong() > 0)
                    .map(count -> " " + count.getKey() + " " + count.getValue())
                    .collect(Collectors.joining());
        }
    }

    /// Runs an event as the command does.
    Ran run(Path file) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        EventFile event =
                EventFile.of(
                        file,
                        EventFile.read(file),
                        run.template().stream().map(Function::logicalId).toList(),
                        null,
                        null);
        try (OperatorApi api = new OperatorApi(run.url(), run.operator().token())) {
            Exit exit = new EventRun(run, terminal, api).run(event, null);
            return new Ran(
                    exit,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }

    EmbeddedStack stack() {
        return run.stack();
    }

    /// On a stack that is deployed somewhere.
    ///
    /// @param mails the subjects of all that were sent, in order
    static DemonstrationRun on(
            Deployment deployment, Map<String, String> environment, Supplier<String> mails)
            throws IOException {
        return new DemonstrationRun(environment, deployment, mails, inThisProcess());
    }

    private static Host inThisProcess() {
        return LocalFunction.host(InstantSource.system());
    }

    /// Maven starts tests in the module's folder.
    static Path template() {
        return Path.of("..", "template.yaml").toAbsolutePath().normalize();
    }

    public String url() {
        return run.url();
    }

    /// @param queue logical id
    void send(String queue, String body) {
        sqs().sendMessage(send -> send.queueUrl(url(queue)).messageBody(body));
    }

    /// The body of one message, or an empty text.
    String receive(String queue) {
        return sqs().receiveMessage(receive -> receive.queueUrl(url(queue))).messages().stream()
                .map(Message::body)
                .findFirst()
                .orElse("");
    }

    /// Whether nothing waits and nothing is worked on.
    boolean isEmpty(String queue) {
        return sqs()
                .getQueueAttributes(get ->
                        get.queueUrl(url(queue))
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName
                                                .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .allMatch("0"::equals);
    }

    private SqsClient sqs() {
        return deployment == null ? run.stack().clients().sqs() : deployment.sqs();
    }

    private String url(String queue) {
        return deployment == null
                ? sqs().getQueueUrl(get -> get.queueName(queue)).queueUrl()
                : String.valueOf(deployment.physicalIds().get(queue));
    }

    List<Function> functions() {
        return run.template();
    }

    public String operatorToken() {
        return run.operator().token();
    }

    public String redisUrl() {
        return run.stack().redisUrl();
    }

    S3Client s3() {
        return run.stack().clients().s3();
    }

    /// The ledger that its functions work with.
    public Table ledger() {
        String name =
                run.template().stream()
                        .flatMap(function ->
                                Stream.ofNullable(function.environment().get("LEDGER_TABLE")))
                        .findFirst()
                        .orElseThrow();
        return new DynamoTable(run.stack().clients().dynamo(), name);
    }

    /// Gives a function an event file, as its trigger would.
    public void invoke(String logicalId, String event) {
        if (!(answer(logicalId, event) instanceof Answer.Returned)) {
            throw new AssertionError(logicalId + " failed; its log says why");
        }
    }

    /// What a function makes of an event file.
    Answer answer(String logicalId, String event) {
        try {
            return run.invoke(logicalId, Files.readAllBytes(Path.of("..", "events", event)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
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
            return ReceiptCheck.check(file, receiptKey(folder));
        } catch (IOException | ReceiptCheck.Wrong e) {
            throw new AssertionError(e);
        }
    }

    private Path receiptKey(Path folder) throws IOException {
        return deployment == null
                ? LocalRun.receiptKey(Map.of("HANDOVER_DATA", folder.toString()))
                : Files.writeString(folder.resolve("receipt-key"), deployment.receiptKey());
    }

    /// The code that was mailed last.
    public String mailedCode() {
        String code = "";
        for (Matcher found = CODE.matcher(mails.get()); found.find(); ) {
            code = found.group(1);
        }
        return code;
    }

    @Override
    public void close() {
        run.close();
    }
}
