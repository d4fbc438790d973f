package dev.handover.local;

import dev.handover.local.demonstration.Demonstration;
import dev.handover.local.demonstration.DemonstrationData;
import dev.handover.local.demonstration.Person;
import dev.handover.local.functions.Answer;
import dev.handover.local.functions.FunctionLog;
import dev.handover.local.functions.Functions;
import dev.handover.local.functions.Host;
import dev.handover.local.functions.LocalFunction;
import dev.handover.local.stack.Deployment;
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
import dev.handover.operation.DataMap;
import dev.handover.operation.aws.MapInS3;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Everything in the template, running in this process. Closing it stops it in an order that loses
/// nothing; so does a kill, a little later.
final class LocalRun implements AutoCloseable {
    private final Opened opened;
    private final DataFolder folder;
    private final HttpGateway http;
    private final EmbeddedStack stack;
    private final OperatorToken operator;
    private final List<Function> template;
    private final Functions functions;
    private final boolean demonstrationPeople;
    private final boolean claims;

    /// @throws LocalProblem saying what to do about it
    static LocalRun start(Map<String, String> environment, Terminal terminal) {
        return start(environment, terminal, null, LocalFunction.host(InstantSource.system()));
    }

    /// @param deployment the stack whose resources it uses; null for those that it makes itself
    /// @param host runs the functions
    static LocalRun start(
            Map<String, String> environment,
            Terminal terminal,
            @Nullable Deployment deployment,
            Host host) {
        Opened opened = new Opened();
        Thread stop =
                new Thread(() -> {
                    terminal.say("Handover is stopping …");
                    opened.close();
                });
        Runtime.getRuntime().addShutdownHook(stop);
        opened.add(() -> Runtime.getRuntime().removeShutdownHook(stop));
        try {
            return new LocalRun(environment, terminal, deployment, host, opened);
        } catch (TemplateProblem e) {
            opened.close();
            throw new LocalProblem(templateFile(environment) + " " + e.getMessage(), e);
        } catch (IOException e) {
            opened.close();
            throw new LocalProblem("Can't start: " + e, e);
        } catch (SdkException e) {
            opened.close();
            String endpoint = environment.getOrDefault("AWS_ENDPOINT_URL", "the embedded servers");
            throw new LocalProblem(
                    "Can't set up tables, queues and buckets at "
                            + endpoint
                            + ": "
                            + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private LocalRun(
            Map<String, String> given,
            Terminal terminal,
            @Nullable Deployment deployment,
            Host host,
            Opened opened)
            throws IOException {
        this.opened = opened;
        InstantSource clock = InstantSource.system();
        http = opened.and(HttpGateway.bind(port(given)));
        folder = opened.and(DataFolder.open(data(given)));
        FunctionLog log = opened.and(FunctionLog.to(folder.file("functions.log"), clock));

        Map<String, String> environment = new HashMap<>(given);
        environment.values().removeIf(String::isBlank);
        environment.putAll(MapChoice.in(environment, null, null));
        LocalNames names =
                new LocalNames(
                        folder.folder("keys"),
                        http.url(),
                        deployment == null ? Map.of() : deployment.physicalIds());
        Template source = Template.read(templateFile(given), environment, names);
        @Nullable String dataMap = dataMap(source);
        // what is wrong with it is said before anything starts
        @Nullable DataMap map = dataMap == null ? null : MapChoice.read(dataMap);
        claims = map == null || map.claim() != null;
        DataFolder parts =
                dataMap == null || dataMap.equals(MapChoice.USUAL) ? folder : folder.ofMap(dataMap);
        stack = opened.and(EmbeddedStack.start(parts, source, dataMap, environment, opened));
        Map<String, String> queues =
                deployment == null ? new Provision(stack).make(source) : deployment.queues(source);
        names.queuesAre(queues);

        demonstrationPeople = !environment.containsKey("AUTH_USERINFO_URL");
        if (demonstrationPeople) {
            environment.put(
                    "AUTH_USERINFO_URL", opened.and(AuthStandIn.start(Person.ALL)).userInfoUrl());
            http.also("/demo/users", new PeopleList(Person.ALL));
        }
        operator =
                stack.ownsStores()
                        ? OperatorToken.ofDemonstration()
                        : OperatorToken.keptIn(folder.file("operator-token"));
        if (stack.ownsRedis()) {
            environment.putIfAbsent("COOKIE_HMAC_SECRET", DemonstrationData.COOKIE_SECRET);
        } else {
            // without the web application's secret no cookie is genuine
            environment.putIfAbsent(
                    "COOKIE_HMAC_SECRET",
                    OperatorToken.keptIn(folder.file("cookie-secret")).token());
        }
        environment.put("REDIS_URL", stack.redisUrl());
        environment.putAll(stack.databases());
        if (map != null) {
            Demonstration.fill(map, stack, parts);
        }
        environment.putIfAbsent("MAIL_FROM", "handover@localhost");
        environment.merge(
                "OPERATOR_TOKENS", operator.entry(), (others, mine) -> others + "," + mine);

        Map<String, String> common = new HashMap<>(stack.environment());
        String mail = environment.get("AWS_ENDPOINT_URL_SESV2");
        common.put(
                "AWS_ENDPOINT_URL_SESV2",
                mail != null ? mail : opened.and(MailStandIn.start(terminal::say)).endpoint());

        PrintStream standardOutput = System.out;
        AtomicBoolean stopping = new AtomicBoolean();
        System.setOut(
                LogLines.stream(
                        log,
                        line -> {
                            if (!stopping.get()) { // then an error is what stopping looks like to a
                                // handler
                                terminal.say(line);
                            }
                        }));
        opened.add(() -> System.setOut(standardOutput));
        template =
                Template.read(templateFile(given), environment, names).functions().stream()
                        .map(function ->
                                deployment == null
                                        ? function
                                        : function.with(deployment.variables(function.logicalId())))
                        .toList();
        SqsClient poller = deployment == null ? stack.clients().sqs() : deployment.sqs();
        functions = opened.and(Functions.build(template, common, host, log));
        opened.and(Triggers.start(template, functions, poller, queues, http, clock, log));
        opened.add(() -> stopping.set(true));
    }

    /// Null where the template has no such parameter. Null also where it is in S3: what it says is
    /// known later.
    private static @Nullable String dataMap(Template template) {
        String map =
                template.parameters().containsKey("DataMap") ? template.parameter("DataMap") : null;
        return map == null || MapInS3.isAddress(map) ? null : map;
    }

    /// Logical ids, for looking at a command before anything starts.
    static List<String> functionNames(Map<String, String> environment) {
        Path file = templateFile(environment);
        try {
            return Template.read(file, environment, new LocalNames(Path.of("keys"), ""))
                    .functionNames();
        } catch (TemplateProblem e) {
            throw new LocalProblem(file + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LocalProblem(
                    "There is no template " + file + "; HANDOVER_TEMPLATE says where it is", e);
        }
    }

    static Path templateFile(Map<String, String> environment) {
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

    /// The public half of the key that signs receipts here.
    static Path receiptKey(Map<String, String> environment) {
        return data(environment).resolve("keys").resolve("SigningKey.pub");
    }

    private static Path data(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("HANDOVER_DATA", ".handover"));
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

    /// Whether people claim what they have; without it only operators and messages ask for
    /// something.
    boolean claims() {
        return claims;
    }

    /// Whether the demonstration's people can log in.
    boolean demonstrationPeople() {
        return demonstrationPeople;
    }

    List<Function> template() {
        return template;
    }

    Answer invoke(String logicalId, byte[] event) throws InterruptedException {
        return functions.invoke(logicalId, event);
    }

    @Override
    public void close() {
        opened.close();
    }
}
