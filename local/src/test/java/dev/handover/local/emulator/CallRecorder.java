package dev.handover.local.emulator;

import dev.handover.lambda.Env;
import dev.handover.local.template.Names;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// Writes down every AWS call that a function makes, on an emulator and on the embedded parts. The
/// SDK finds it by the file `software/amazon/awssdk/global/handlers/execution.interceptors` and
/// makes one for each client, and a function makes its clients when it starts.
public final class CallRecorder implements ExecutionInterceptor {
    private static final Set<AwsCall> CALLS = new ConcurrentSkipListSet<>();
    private static final Set<AwsCall> EMBEDDED = new ConcurrentSkipListSet<>();
    private static final Set<AwsCall> DENIED = new ConcurrentSkipListSet<>();
    private static final int FORBIDDEN = 403;
    private static final String S3 = "arn:aws:s3:::";

    /// Null for the clients of the run itself.
    private final @Nullable String function;

    private final Set<AwsCall> made;

    public CallRecorder() {
        Map<String, String> environment = Env.SCOPE.isBound() ? Env.SCOPE.get() : Map.of();
        function = environment.get("AWS_LAMBDA_FUNCTION_NAME");
        made = environment.containsKey("AWS_ENDPOINT_URL") ? CALLS : EMBEDDED;
    }

    /// Those on an emulator.
    public static Set<AwsCall> calls() {
        return new TreeSet<>(CALLS);
    }

    /// Those on the embedded parts.
    public static Set<AwsCall> embedded() {
        return new TreeSet<>(EMBEDDED);
    }

    /// Those that were refused for want of a right.
    public static Set<AwsCall> denied() {
        return new TreeSet<>(DENIED);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        made.addAll(calls(context.request(), attributes));
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        List<AwsCall> calls = calls(context.request(), attributes);
        made.addAll(calls);
        switch (context.exception()) {
            // S3 says so only to who may list the bucket
            case NoSuchKeyException _ ->
                    made.addAll(
                            calls.stream()
                                    .map(call ->
                                            new AwsCall(
                                                    call.function(),
                                                    "s3:ListBucket",
                                                    call.resource().replaceFirst("/.*", "")))
                                    .toList());
            case AwsServiceException refused when refused.statusCode() == FORBIDDEN ->
                    DENIED.addAll(calls);
            case AwsServiceException refused
                    when refused.awsErrorDetails() != null
                            && refused.awsErrorDetails().errorCode().startsWith("AccessDenied") ->
                    DENIED.addAll(calls);
            default -> {}
        }
    }

    private List<AwsCall> calls(SdkRequest request, ExecutionAttributes attributes) {
        if (function == null) {
            return List.of();
        }
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return switch (service) {
            case "DynamoDb" ->
                    switch (request) {
                        case BatchGetItemRequest get ->
                                get.requestItems().keySet().stream()
                                        .map(table -> call("dynamodb", operation, table(table)))
                                        .toList();
                        // there is no right of this name: each write needs its own
                        case TransactWriteItemsRequest write ->
                                write.transactItems().stream()
                                        .map(item -> table(item.put().tableName()))
                                        .distinct()
                                        .map(table -> call("dynamodb", "PutItem", table))
                                        .toList();
                        default -> List.of(call("dynamodb", operation, table(request)));
                    };
            case "Sqs" -> {
                String url = text(request, "QueueUrl");
                String queue = url.substring(url.lastIndexOf('/') + 1);
                yield List.of(
                        call("sqs", operation.replaceFirst("Batch$", ""), Names.arn("sqs", queue)));
            }
            case "S3" -> s3(request, operation);
            case "Kms" -> List.of(call("kms", operation, text(request, "KeyId")));
            case "SesV2" ->
                    List.of(
                            call(
                                    "ses",
                                    operation,
                                    Names.arn(
                                            "ses",
                                            "identity/" + text(request, "FromEmailAddress"))));
            default -> List.of(call(service, operation, "?"));
        };
    }

    /// S3's rights are not named as its operations are.
    private List<AwsCall> s3(SdkRequest request, String operation) {
        String bucket =
                S3
                        + text(
                                request,
                                request instanceof CopyObjectRequest
                                        ? "DestinationBucket"
                                        : "Bucket");
        String object =
                bucket
                        + "/"
                        + text(
                                request,
                                request instanceof CopyObjectRequest ? "DestinationKey" : "Key");
        return switch (request) {
            case ListObjectsV2Request _ -> List.of(call("s3", "ListBucket", bucket));
            case ListObjectVersionsRequest _ -> List.of(call("s3", "ListBucketVersions", bucket));
            case HeadObjectRequest _ -> List.of(call("s3", "GetObject", object));
            case GetObjectRequest get when get.versionId() != null ->
                    List.of(call("s3", "GetObjectVersion", object));
            case CopyObjectRequest copy ->
                    List.of(
                            call(
                                    "s3",
                                    "GetObject",
                                    S3 + copy.sourceBucket() + "/" + copy.sourceKey()),
                            call("s3", "PutObject", object));
            default -> List.of(call("s3", operation, object));
        };
    }

    private AwsCall call(String service, String operation, String resource) {
        return new AwsCall(String.valueOf(function), service + ":" + operation, resource);
    }

    private static String table(SdkRequest request) {
        String table = table(text(request, "TableName"));
        return request.getValueForField("IndexName", String.class)
                .map(index -> table + "/index/" + index)
                .orElse(table);
    }

    private static String table(String name) {
        return Names.arn("dynamodb", "table/" + name);
    }

    private static String text(SdkRequest request, String field) {
        return request.getValueForField(field, String.class).orElse("?");
    }
}
