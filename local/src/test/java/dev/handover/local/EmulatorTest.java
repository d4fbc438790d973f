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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

import software.amazon.awssdk.services.sesv2.SesV2Client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every operation from end to end on AWS's own interfaces: the template as CloudFormation makes
/// it, over TLS, each function with the rights of its own role.
///
/// A further operation joins as a nested class that extends its end-to-end test.
@Tag("servers")
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class EmulatorTest {
    private static final String MAIL_FROM = "handover@example.org";

    private static Emulator emulator;

    private static final List<CloudStack> STACKS = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        emulator = Emulator.start();
        try (SesV2Client ses = cloud().ses()) {
            ses.createEmailIdentity(identity -> identity.emailIdentity(MAIL_FROM));
        }
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static Cloud cloud() {
        return new Cloud(emulator.endpoint());
    }

    /// @param name of the stack
    private static DemonstrationRun launch(String name) throws IOException {
        CloudStack stack =
                CloudStack.create(cloud(), name, DemonstrationRun.template(), MAIL_FROM);
        STACKS.add(stack);
        String endpoint = emulator.endpoint().toString();
        return DemonstrationRun.on(
                stack.deployment(),
                Map.of(
                        "AWS_ENDPOINT_URL", endpoint,
                        "AWS_ENDPOINT_URL_SESV2", endpoint,
                        "AWS_ACCESS_KEY_ID", Cloud.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY", Cloud.SECRET,
                        "MAIL_FROM", MAIL_FROM),
                emulator::mails);
    }

    /// With the template's names, whatever the stack.
    private static AwsCall logical(AwsCall call) {
        AwsCall named = call;
        for (CloudStack stack : STACKS) {
            named = stack.logical(named);
        }
        return named;
    }

    @Nested
    @Order(1)
    class Claim extends ClaimEndToEnd {
        @Override
        DemonstrationRun launch() throws IOException {
            return EmulatorTest.launch("claim");
        }
    }

    @Nested
    @Order(2)
    class Operators extends OperatorsEndToEnd {
        @Override
        DemonstrationRun launch() throws IOException {
            return EmulatorTest.launch("operators");
        }
    }

    /// After all operations.
    @Nested
    @Order(Integer.MAX_VALUE)
    class LeastPrivilege {
        private static Privileges privileges;

        @BeforeAll
        static void compare() throws IOException {
            List<AwsCall> calls =
                    CallRecorder.calls().stream().map(EmulatorTest::logical).toList();
            privileges = Privileges.of(House.template(), calls);
        }

        @Test
        void functionsDoNothingThatTheirRolesDoNotAllow() {
            assertEquals(Set.of(), privileges.missing());
            assertEquals(Set.of(), CallRecorder.denied());
        }

        @Test
        void rolesAllowNothingThatTheirFunctionsDoNotDo() {
            assertEquals(Set.of(), privileges.unused());
        }

        @Test
        void theComparisonMissesEveryRightThatIsTakenAway() {
            for (AwsCall right : privileges.allowed()) {
                assertFalse(privileges.without(right).missing().isEmpty(), right.toString());
            }
        }
    }
}
