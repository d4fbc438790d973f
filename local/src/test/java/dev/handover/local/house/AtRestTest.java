package dev.handover.local.house;

import static dev.handover.local.house.RawTemplate.at;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.local.template.Role;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What lies somewhere is encrypted by our own key, nothing is open to the public, and what goes
/// over a wire goes over TLS.
class AtRestTest {
    private static final String OUR_KEY = "!GetAtt AtRestKey.Arn";

    /// What AWS lets nobody narrow down.
    private static final Set<String> WITHOUT_RESOURCES =
            Set.of(
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses");

    private final RawTemplate template = new RawTemplate();

    AtRestTest() throws IOException {}

    private Map<String, Map<?, ?>> all(String type) {
        Map<String, Map<?, ?>> found = template.ofType(type);
        assertFalse(found.isEmpty(), type);
        return found;
    }

    @Test
    @DisplayName(
            "tables, queues with their dead letters, the journal, logs and alarms have our key")
    void everythingIsEncryptedByOurKey() {
        all("AWS::DynamoDB::Table")
                .forEach((id, table) -> {
                    assertEquals("true", at(table, "SSESpecification", "SSEEnabled"), id);
                    assertEquals("KMS", at(table, "SSESpecification", "SSEType"), id);
                    assertEquals(OUR_KEY, at(table, "SSESpecification", "KMSMasterKeyId"), id);
                });
        all("AWS::SQS::Queue")
                .forEach((id, queue) -> assertEquals(OUR_KEY, at(queue, "KmsMasterKeyId"), id));
        all("AWS::SNS::Topic")
                .forEach((id, topic) -> assertEquals(OUR_KEY, at(topic, "KmsMasterKeyId"), id));
        all("AWS::Logs::LogGroup")
                .forEach((id, logs) -> assertEquals(OUR_KEY, at(logs, "KmsKeyId"), id));
        all("AWS::S3::Bucket")
                .forEach((id, bucket) -> {
                    Object[] rule = {
                        "BucketEncryption",
                        "ServerSideEncryptionConfiguration",
                        0,
                        "ServerSideEncryptionByDefault"
                    };
                    assertEquals(
                            "{SSEAlgorithm=aws:kms, KMSMasterKeyID=" + OUR_KEY + "}",
                            at(bucket, rule),
                            id);
                });
    }

    @Test
    @DisplayName("keys that encrypt are changed every year by KMS itself")
    void keysThatEncryptAreChanged() {
        all("AWS::KMS::Key")
                .forEach((id, key) -> {
                    boolean signs = at(key, "KeyUsage").equals("SIGN_VERIFY");
                    assertEquals(signs ? "null" : "true", at(key, "EnableKeyRotation"), id);
                });
    }

    @Test
    @DisplayName("no bucket can be made public")
    void noBucketCanBeMadePublic() {
        all("AWS::S3::Bucket")
                .forEach((id, bucket) -> {
                    for (String what :
                            Set.of(
                                    "BlockPublicAcls",
                                    "BlockPublicPolicy",
                                    "IgnorePublicAcls",
                                    "RestrictPublicBuckets")) {
                        assertEquals(
                                "true", at(bucket, "PublicAccessBlockConfiguration", what), id);
                    }
                    assertEquals(
                            "BucketOwnerEnforced",
                            at(bucket, "OwnershipControls", "Rules", 0, "ObjectOwnership"),
                            id);
                });
    }

    @Test
    @DisplayName("every bucket and every queue refuses whoever comes without TLS")
    void everyBucketAndEveryQueueRefusesWhoeverComesWithoutTls() {
        Map<String, Map<?, ?>> buckets = all("AWS::S3::BucketPolicy");
        Map<String, Map<?, ?>> queues = all("AWS::SQS::QueuePolicy");
        buckets.values().forEach(policy -> refusesWithoutTls(policy, "s3:*"));
        queues.values().forEach(policy -> refusesWithoutTls(policy, "sqs:*"));
        assertEquals(
                all("AWS::S3::Bucket").keySet().stream()
                        .map(id -> "!Ref " + id)
                        .collect(Collectors.toSet()),
                buckets.values().stream()
                        .map(policy -> at(policy, "Bucket"))
                        .collect(Collectors.toSet()));
        String covered = queues.values().stream().map(p -> at(p, "Queues")).toList().toString();
        all("AWS::SQS::Queue")
                .keySet()
                .forEach(id -> assertTrue(covered.matches(".*!Ref " + id + "\\b.*"), id));
    }

    private static void refusesWithoutTls(Map<?, ?> policy, String everything) {
        String statement = at(policy, "PolicyDocument", "Statement", 0);
        assertTrue(
                statement.contains("Effect=Deny, Principal=*, Action=" + everything + ","),
                statement);
        assertTrue(statement.endsWith("Condition={Bool={aws:SecureTransport=false}}}"), statement);
    }

    @Test
    @DisplayName("logs are kept as long as the operator says, and not for ever")
    void logsAreNotKeptForEver() {
        all("AWS::Logs::LogGroup")
                .forEach((id, logs) ->
                        assertEquals("!Ref LogRetentionDays", at(logs, "RetentionInDays"), id));
    }

    @Test
    @DisplayName("no role may do everything, or something to everything that can be named")
    void noRoleMayDoEverything() throws IOException {
        for (Map.Entry<String, Role> role : House.template().roles().entrySet()) {
            Role rights = role.getValue();
            for (Role.Statement statement :
                    Stream.concat(rights.shared().stream(), rights.own().stream()).toList()) {
                assertEquals("Allow", statement.effect(), role.getKey());
                statement.actions().forEach(action -> assertFalse(action.contains("*"), action));
                if (statement.resources().contains("*")) {
                    assertTrue(
                            WITHOUT_RESOURCES.containsAll(statement.actions()),
                            () -> role.getKey() + ": " + statement);
                }
            }
        }
    }
}
