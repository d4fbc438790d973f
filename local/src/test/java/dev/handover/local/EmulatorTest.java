package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handover.local.emulator.AwsCall;
import dev.handover.local.emulator.CallRecorder;
import dev.handover.local.emulator.Cloud;
import dev.handover.local.emulator.CloudStack;
import dev.handover.local.emulator.Emulator;
import dev.handover.local.emulator.Privileges;
import dev.handover.local.house.House;
import dev.handover.local.template.Names;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Every operation from end to end on AWS's own interfaces: the template as CloudFormation makes
/// it, over TLS, each function with the rights of its own role.
///
/// A further operation joins as a nested class that extends its end-to-end test.
@Tag("servers")
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class EmulatorTest {
    private static Emulator emulator;
    private static Launcher launcher;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        emulator = Emulator.start();
        launcher = Launcher.on(new Cloud(emulator.endpoint()), emulator::mails);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    /// With the template's names, whatever the stack.
    private static AwsCall logical(AwsCall call) {
        AwsCall named = call;
        for (CloudStack stack : launcher.stacks()) {
            named = stack.logical(named);
        }
        return named;
    }

    @Nested
    @Order(1)
    class Claim extends ClaimEndToEnd {
        @Override
        DemonstrationRun launch() throws IOException {
            return launcher.launch("claim", "genenetwork");
        }
    }

    @Nested
    @Order(2)
    class Operators extends OperatorsEndToEnd {
        @Override
        DemonstrationRun launch() throws IOException {
            return launcher.launch("operators", "genenetwork");
        }
    }

    @Nested
    @Order(3)
    class Erase extends EraseEndToEnd {
        @Override
        DemonstrationRun launch(Map<String, String> environment) throws IOException {
            return launcher.launch("erase", environment);
        }
    }

    @Nested
    @Order(4)
    class Transfer extends TransferEndToEnd {
        @Override
        DemonstrationRun launch(Map<String, String> environment) throws IOException {
            return launcher.launch("transfer", environment);
        }
    }

    /// What functions do once in a stack's life, and what they can't without a right.
    @Nested
    @Order(5)
    class Rights extends RightsEndToEnd {
        @Override
        Launcher launcher() {
            return launcher;
        }
    }

    /// After all operations.
    @Nested
    @Order(Integer.MAX_VALUE)
    class LeastPrivilege {
        /// Rights that are used only when two functions meet, which a test can't make them do: an
        /// operator's action, a planner or the sweep meets a run that another function was about to
        /// end when it crashed, and ends it; a planner or a request meets a key that another
        /// process made. The crash matrix plays that, in memory.
        private static final List<AwsCall> WHEN_TWO_MEET =
                List.of(
                        right("AcceptRequests", "kms:Decrypt", "kms", "key/WrapKey"),
                        right("PlanRun", "kms:Decrypt", "kms", "key/WrapKey"),
                        right("PlanRun", "sqs:SendMessage", "sqs", "EffectsQueue"),
                        right("SweepRuns", "sqs:SendMessage", "sqs", "EffectsQueue"),
                        right("ServeConsole", "sqs:SendMessage", "sqs", "EffectsQueue"),
                        right("ServeConsole", "kms:Sign", "kms", "key/SigningKey"),
                        right("ServeConsole", "sqs:SendMessage", "sqs", "EventsQueue"));

        private static final Set<AwsCall> NOT_HERE = new TreeSet<>();

        private static AwsCall right(
                String function, String action, String service, String resource) {
            return new AwsCall(function + "Function", action, Names.arn(service, resource));
        }

        private static Privileges privileges;

        @BeforeAll
        static void compare() throws IOException {
            List<AwsCall> calls = CallRecorder.calls().stream().map(EmulatorTest::logical).toList();
            privileges = Privileges.of(House.template(), calls);
            privileges.unused().stream().filter(WHEN_TWO_MEET::contains).forEach(NOT_HERE::add);
        }

        @Test
        void functionsDoNothingThatTheirRolesDoNotAllow() {
            assertEquals(Set.of(), privileges.missing());
            assertEquals(
                    Set.of(RightsEndToEnd.TAKEN_AWAY),
                    CallRecorder.denied().stream()
                            .map(call -> new AwsCall(call.function(), call.action(), "*"))
                            .collect(Collectors.toSet()),
                    "only where a test took the right away");
        }

        @Test
        void rolesAllowNothingThatTheirFunctionsDoNotDo() {
            assertEquals(NOT_HERE, privileges.unused());
        }

        @Test
        void theComparisonMissesEveryRightThatIsTakenAway() {
            Set<AwsCall> used = new TreeSet<>(privileges.allowed());
            used.removeAll(NOT_HERE);
            for (AwsCall right : used) {
                assertFalse(privileges.without(right).missing().isEmpty(), right.toString());
            }
        }
    }
}
