package dev.handover.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.stream.Collectors.toSet;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import dev.handover.lambda.Deployed;
import dev.handover.lambda.Variable;
import dev.handover.local.template.Function;
import dev.handover.local.template.Queue;
import dev.handover.local.template.Trigger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// A function is named once: its folder. Everything else follows from that, and this holds it
/// together.
class HouseTest {
    private final SortedSet<String> folders =
            House.folders("functions", folder -> Files.exists(folder.resolve("pom.xml")));

    HouseTest() throws IOException {}

    @Test
    @DisplayName(
            "folders, modules, the local run, the template, event folders and the README name the"
                    + " same functions")
    void everybodyNamesTheSameFunctions() throws IOException {
        assertEquals(
                folders, House.found("<module>(.+?)</module>", House.text("functions/pom.xml")));
        assertEquals(folders, House.functions().keySet());
        assertEquals(folders, House.folders("events", _ -> true));
        assertEquals(folders, House.found("(?m)^\\| `([a-z-]+)` \\|", House.text("README.md")));
        SortedSet<String> local =
                House.found("<artifactId>([a-z-]+)</artifactId>", House.text("local/pom.xml"));
        assertTrue(local.containsAll(folders), () -> "local/pom.xml has " + local);
    }

    @Test
    @DisplayName("the template names each function's own archive, handler and role")
    void theTemplateNamesEachFunctionsOwnArchiveHandlerAndRole() throws IOException {
        String template = House.text("template.yaml");
        assertEquals(
                folders.stream()
                        .map(folder -> "functions/" + folder + "/target/" + folder + ".zip")
                        .collect(toSet()),
                House.found("CodeUri: (.+)", template));
        for (String folder : folders) {
            Function function = House.functions().get(folder);
            assertEquals(House.handler(folder), function.handler());
            String role = function.logicalId().replaceFirst("Function$", "Role");
            assertTrue(template.contains("Role: !GetAtt " + role + ".Arn\n"), role);
        }
    }

    @Test
    @DisplayName("each function is given the variables that it reads, and no others")
    void eachFunctionIsGivenTheVariablesThatItReads() throws IOException {
        assertEquals(
                folders, Arrays.stream(Deployed.values()).map(Deployed::folder).collect(toSet()));
        for (Deployed function : Deployed.values()) {
            Set<String> given =
                    new HashSet<>(House.functions().get(function.folder()).environment().keySet());
            given.remove("JAVA_TOOL_OPTIONS"); // which the JVM reads
            assertEquals(
                    function.variables().stream().map(Variable::name).collect(toSet()),
                    given,
                    function.folder());
        }
    }

    @Test
    @DisplayName(
            "each function's archive has the clients that its variables are for, and no others")
    void eachArchiveHasTheClientsThatItsVariablesAreFor() throws IOException {
        Map<String, String> clients =
                Map.of(
                        "LEDGER_TABLE", "dynamodb",
                        "KEYS_TABLE", "dynamodb",
                        "KMS_KEY_ID", "kms",
                        "SIGNING_KEY_ID", "kms",
                        "JOURNAL_BUCKET", "s3",
                        "MAIL_FROM", "sesv2",
                        "REDIS_URL", "jedis");
        for (Deployed function : Deployed.values()) {
            Set<String> needed = new HashSet<>();
            for (Variable variable : function.variables()) {
                if (clients.containsKey(variable.name())) {
                    needed.add(clients.get(variable.name()));
                } else if (variable.name().endsWith("_QUEUE_URL")) {
                    needed.add("sqs");
                }
            }
            if (function == Deployed.SWEEP_RUNS) {
                // for a data map that was changed in S3
                needed.addAll(Set.of("snakeyaml", "json-schema-validator"));
            }
            if (needed.contains("dynamodb")) {
                needed.add("apache5-client");
            }
            String pom = House.text("functions/" + function.folder() + "/pom.xml");
            Set<String> named =
                    House.found(
                            "</groupId><artifactId>([a-z0-9-]+)</artifactId></dependency>", pom);
            assertEquals(needed, named, function.folder());
        }
    }

    @Test
    @DisplayName(
            "each handler can be made by Lambda, which knows only constructors without arguments")
    void eachHandlerCanBeMadeByLambda() throws ReflectiveOperationException {
        for (String folder : folders) {
            Class<?> handler = Class.forName(House.handler(folder));
            assertTrue(RequestHandler.class.isAssignableFrom(handler), handler.getName());
            assertTrue(
                    Modifier.isPublic(handler.getConstructor().getModifiers()), handler.getName());
        }
    }

    @Test
    @DisplayName("each queue that is read has dead letters, and is patient with its reader")
    void eachQueueThatIsReadHasDeadLettersAndIsPatient() throws IOException {
        Map<String, Queue> queues =
                House.template().queues().stream()
                        .collect(Collectors.toMap(Queue::name, queue -> queue));
        for (Function function : House.functions().values()) {
            for (Trigger.FromQueue trigger : triggers(function, Trigger.FromQueue.class)) {
                Queue queue = queues.get(trigger.queueName());
                Duration patience = function.timeout().multipliedBy(6); // as AWS advises
                assertTrue(queue.visibilityTimeout().compareTo(patience) >= 0, queue.name());
                assertTrue(queue.deadLetters() != null, queue.name());
                assertTrue(trigger.reportsFailures(), function.logicalId());
            }
        }
    }

    @Test
    @DisplayName("operators' routes have the operators' authorizer, and no other route has")
    void operatorsRoutesHaveTheirAuthorizer() throws IOException {
        for (Function function : House.functions().values()) {
            for (Trigger.Route route : triggers(function, Trigger.Route.class)) {
                assertEquals(
                        route.path().startsWith("/operator/"),
                        route.authorizer() != null,
                        route.path());
            }
        }
    }

    @Test
    @DisplayName("what waits for a late batch waits as long as a batch may take")
    void whatWaitsForALateBatchWaitsLongEnough() throws IOException {
        long longest = House.functions().get("apply-batch").timeout().toSeconds();
        for (Function function : House.functions().values()) {
            String wait =
                    function.environment()
                            .getOrDefault("APPLY_TIMEOUT_SECONDS", String.valueOf(longest));
            assertEquals(longest, Long.parseLong(wait), function.logicalId());
        }
    }

    private static <T extends Trigger> Collection<T> triggers(Function function, Class<T> kind) {
        return function.triggers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
