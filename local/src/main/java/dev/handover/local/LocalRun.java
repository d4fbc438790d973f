package dev.handover.local;

import dev.handover.local.demonstration.DemonstrationData;
import dev.handover.local.demonstration.Person;
import dev.handover.local.functions.Answer;
import dev.handover.local.functions.FunctionLog;
import dev.handover.local.functions.Functions;
import dev.handover.local.stack.EmbeddedStack;
import dev.handover.local.stack.Provision;
import dev.handover.local.standin.AuthStandIn;
import dev.handover.local.standin.MailStandIn;
import dev.handover.local.standin.PeopleList;
import dev.handover.local.template.Function;
import dev.handover.local.template.Template;
import dev.handover.local.template.TemplateProblem;
import dev.handover.local.triggers.HttpGateway;
import dev.handover.local.triggers.Triggers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Everything in the template, running in this process. Closing it stops it in an order that loses nothing; so does a
/// kill, a little later.
final class LocalRun implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DataFolder folder;
    private final HttpGateway http;
    private final EmbeddedStack stack;
    private final OperatorToken operator;
    private final List<Function> template;
    private final Functions functions;
    private final boolean demonstrationPeople;

    /// @throws LocalProblem saying what to do about it
    static LocalRun start(Map<String, String> environment, Terminal terminal) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return new LocalRun(environment, terminal, parts);
        } catch (TemplateProblem e) {
            close(parts);
            throw new LocalProblem(templateFile(environment) + " " + e.getMessage(), e);
        } catch (IOException e) {
            close(parts);
            throw new LocalProblem(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    private LocalRun(Map<String, String> given, Terminal terminal, Deque<AutoCloseable> parts) throws IOException {
        InstantSource clock = InstantSource.system();
        http = opened(HttpGateway.bind(port(given)), parts);
        folder = opened(DataFolder.open(Path.of(given.getOrDefault("HANDOVER_DATA", ".handover"))), parts);
        FunctionLog log = opened(FunctionLog.to(folder.file("functions.log"), clock), parts);

        Map<String, String> environment = new HashMap<>(given);
        environment.values().removeIf(String::isBlank);
        LocalNames names = new LocalNames(folder, http.url());
        Template source = Template.read(templateFile(given), environment, names);
        stack = opened(EmbeddedStack.start(folder, source, environment), parts);
        Map<String, String> queues = new Provision(stack).make(source);
        names.queuesAre(queues);

        demonstrationPeople = !environment.containsKey("AUTH_USERINFO_URL");
        if (demonstrationPeople) {
            environment.put("AUTH_USERINFO_URL", opened(AuthStandIn.start(Person.ALL), parts).userInfoUrl());
            http.also("/demo/users", new PeopleList(Person.ALL));
        }
        operator = stack.ownsRedis()
                ? OperatorToken.ofDemonstration()
                : OperatorToken.keptIn(folder.file("operator-token"));
        if (stack.ownsRedis()) {
            DemonstrationData.fill(stack.redisUrl());
            environment.putIfAbsent("COOKIE_HMAC_SECRET", DemonstrationData.COOKIE_SECRET);
        } else {
            // without the web application's secret no cookie is genuine
            environment.putIfAbsent("COOKIE_HMAC_SECRET", OperatorToken.keptIn(folder.file("cookie-secret")).token());
        }
        environment.put("REDIS_URL", stack.redisUrl());
        environment.putIfAbsent("MAIL_FROM", "handover@localhost");
        environment.merge("OPERATOR_TOKENS", operator.entry(), (others, mine) -> others + "," + mine);

        Map<String, String> common = new HashMap<>(stack.environment());
        String mail = environment.get("AWS_ENDPOINT_URL_SESV2");
        common.put("AWS_ENDPOINT_URL_SESV2", mail != null ? mail : opened(MailStandIn.start(terminal::say), parts).endpoint());

        PrintStream standardOutput = System.out;
        System.setOut(LogLines.stream(log, terminal::say));
        parts.push(() -> System.setOut(standardOutput));
        template = Template.read(templateFile(given), environment, names).functions();
        functions = opened(Functions.build(template, common, clock, log), parts);
        opened(Triggers.start(template, functions, stack.clients().sqs(), queues, http, clock, log), parts);
        this.parts.addAll(parts);
    }

    private static <T extends AutoCloseable> T opened(T part, Deque<AutoCloseable> parts) {
        parts.push(part);
        return part;
    }

    private static Path templateFile(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("HANDOVER_TEMPLATE", "template.yaml"));
    }

    private static int port(Map<String, String> environment) {
        String text = environment.getOrDefault("HANDOVER_PORT", "8080");
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new LocalProblem("HANDOVER_PORT must be a port number, not " + text, e);
        }
        throw new LocalProblem("HANDOVER_PORT must be from 0 (any) to 65535, not " + text);
    }

    String url() {
        return http.url();
    }

    DataFolder folder() {
        return folder;
    }

    OperatorToken operator() {
        return operator;
    }

    EmbeddedStack stack() {
        return stack;
    }

    /// Whether the demonstration's people can log in.
    boolean demonstrationPeople() {
        return demonstrationPeople;
    }

    List<Function> template() {
        return template;
    }

    Answer invoke(String logicalId, byte[] event) throws InterruptedException {
        return Objects.requireNonNull(functions).invoke(logicalId, event);
    }

    /// The last started first.
    @Override
    public void close() {
        close(parts);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.getLogger(LocalRun.class.getName()).log(System.Logger.Level.DEBUG, "while stopping", e);
            }
        }
    }
}
