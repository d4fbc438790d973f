package dev.handover.local.emulator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.stack.Deployment;
import dev.handover.local.template.Names;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The template as CloudFormation makes it, and the credentials of each function's own role.
public final class CloudStack {
    /// In place of the template's, so that nobody waits long for late writes, of which there are
    /// none.
    public static final int APPLY_TIMEOUT_SECONDS = 5;

    private static final String CODE_BUCKET = "handover-code";

    /// What the template asks for and has no default. Functions get theirs from the run.
    private static final Map<String, String> PARAMETERS =
            Map.of(
                    "RedisUrl", "redis://127.0.0.1:6379",
                    "AuthUserinfoUrl", "http://127.0.0.1/oauth2/user/",
                    "CookieHmacSecret", "secret",
                    "OperatorTokens", "demo=" + "0".repeat(64),
                    "DeletionProtection", "false");

    private final Cloud cloud;
    private final Map<String, String> physicalIds;

    private CloudStack(Cloud cloud, Map<String, String> physicalIds) {
        this.cloud = cloud;
        this.physicalIds = physicalIds;
    }

    /// @param mailFrom the only sender that the policies allow
    public static CloudStack create(Cloud cloud, String name, Path template, String mailFrom)
            throws IOException {
        String deployable = Python.run("deployable.py", template.toString(), CODE_BUCKET);
        try (S3Client s3 = cloud.s3();
                CloudFormationClient cloudFormation = cloud.cloudFormation()) {
            s3.createBucket(bucket -> bucket.bucket(CODE_BUCKET));
            upload(s3, name + ".json", deployable.getBytes(StandardCharsets.UTF_8));
            for (JsonNode resource : Json.parse(deployable).get("Resources")) {
                JsonNode code = resource.at("/Properties/Code/S3Key");
                if (!code.isMissingNode()) {
                    // nothing runs there, so it may be anything
                    upload(s3, code.asText(), new byte[] {'P', 'K'});
                }
            }
            cloudFormation.createStack(stack ->
                    stack.stackName(name)
                            // as text it would be too long
                            .templateURL(
                                    cloud.endpoint() + "/" + CODE_BUCKET + "/" + name + ".json")
                            .capabilities(Capability.CAPABILITY_IAM)
                            .parameters(
                                    parameters(mailFrom).entrySet().stream()
                                            .map(CloudStack::parameter)
                                            .toList()));
            cloudFormation.waiter().waitUntilStackCreateComplete(stack -> stack.stackName(name));
            return new CloudStack(
                    cloud,
                    cloudFormation
                            .describeStackResources(stack -> stack.stackName(name))
                            .stackResources()
                            .stream()
                            .collect(
                                    Collectors.toMap(
                                            StackResource::logicalResourceId,
                                            StackResource::physicalResourceId)));
        }
    }

    private static Map<String, String> parameters(String mailFrom) {
        Map<String, String> parameters = new LinkedHashMap<>(PARAMETERS);
        parameters.put("MailFrom", mailFrom);
        return parameters;
    }

    private static void upload(S3Client s3, String key, byte[] bytes) {
        s3.putObject(put -> put.bucket(CODE_BUCKET).key(key), RequestBody.fromBytes(bytes));
    }

    private static Parameter parameter(Map.Entry<String, String> parameter) {
        return Parameter.builder()
                .parameterKey(parameter.getKey())
                .parameterValue(parameter.getValue())
                .build();
    }

    public Map<String, String> physicalIds() {
        return physicalIds;
    }

    /// The same with the template's names in place of the stack's.
    public AwsCall logical(AwsCall call) {
        String resource = call.resource();
        for (Map.Entry<String, String> made : physicalIds.entrySet()) {
            String name = made.getValue().substring(made.getValue().lastIndexOf('/') + 1);
            resource =
                    resource.replaceAll(
                            "(?<=[:/])" + Pattern.quote(name) + "(?=$|[:/])",
                            // S3 allows no capitals
                            call.action().startsWith("s3:")
                                    ? made.getKey().toLowerCase(Locale.ROOT)
                                    : made.getKey());
        }
        return new AwsCall(call.function(), call.action(), resource);
    }

    /// Functions with no rights but those of their own roles.
    public Deployment deployment() {
        Map<String, Map<String, String>> variables = new LinkedHashMap<>();
        try (StsClient sts = cloud.sts()) {
            physicalIds.forEach((logicalId, role) -> {
                if (logicalId.endsWith("Role")) {
                    String function = logicalId.replaceFirst("Role$", "Function");
                    variables.put(function, credentials(sts, role, cloud.endpoint()));
                }
            });
        }
        return new Deployment(physicalIds, variables, receiptKey(), cloud.sqs());
    }

    private String receiptKey() {
        try (KmsClient kms = cloud.kms()) {
            byte[] key =
                    kms.getPublicKey(get -> get.keyId(physicalIds.get("SigningKey")))
                            .publicKey()
                            .asByteArray();
            return Base64.getEncoder().encodeToString(key);
        }
    }

    private static Map<String, String> credentials(StsClient sts, String role, URI endpoint) {
        String arn = "arn:aws:iam::" + Names.ACCOUNT + ":role/" + role;
        Credentials credentials =
                sts.assumeRole(assume -> assume.roleArn(arn).roleSessionName("function"))
                        .credentials();
        return Map.of(
                "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                "AWS_SESSION_TOKEN", credentials.sessionToken(),
                "AWS_ENDPOINT_URL", endpoint.toString(),
                "APPLY_TIMEOUT_SECONDS", String.valueOf(APPLY_TIMEOUT_SECONDS));
    }
}
