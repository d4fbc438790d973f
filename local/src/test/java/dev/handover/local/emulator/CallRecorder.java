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
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// Writes down every AWS call that a function makes on an emulator. The SDK finds it by the file
/// `software/amazon/awssdk/global/handlers/execution.interceptors` and makes one for each client,
/// and a function makes its clients when it starts.
public final class CallRecorder implements ExecutionInterceptor {
    private static final Set<AwsCall> CALLS = new ConcurrentSkipListSet<>();
    private static final Set<AwsCall> DENIED = new ConcurrentSkipListSet<>();
    private static final int FORBIDDEN = 403;

    /// Null for the clients of the run itself, and on the embedded parts.
    private final @Nullable String function;

    public CallRecorder() {
        Map<String, String> environment = Env.SCOPE.isBound() ? Env.SCOPE.get() : Map.of();
        function =
                environment.containsKey("AWS_ENDPOINT_URL")
                        ? environment.get("AWS_LAMBDA_FUNCTION_NAME")
                        : null;
    }

    public static Set<AwsCall> calls() {
        return new TreeSet<>(CALLS);
    }

    /// Those that were refused for want of a right.
    public static Set<AwsCall> denied() {
        return new TreeSet<>(DENIED);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        CALLS.addAll(calls(context.request(), attributes));
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        List<AwsCall> calls = calls(context.request(), attributes);
        CALLS.addAll(calls);
        switch (context.exception()) {
            // S3 says so only to who may list the bucket
            case NoSuchKeyException _ ->
                    CALLS.addAll(
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
                    operation.equals("BatchGetItem")
                            ? ((BatchGetItemRequest) request)
                                    .requestItems().keySet().stream()
                                            .map(table -> call("dynamodb", operation, table(table)))
                                            .toList()
                            : List.of(call("dynamodb", operation, table(request)));
            case "Sqs" -> {
                String url = text(request, "QueueUrl");
                String queue = url.substring(url.lastIndexOf('/') + 1);
                yield List.of(
                        call("sqs", operation.replaceFirst("Batch$", ""), Names.arn("sqs", queue)));
            }
            case "S3" ->
                    List.of(
                            call(
                                    "s3",
                                    operation,
                                    "arn:aws:s3:::"
                                            + text(request, "Bucket")
                                            + "/"
                                            + text(request, "Key")));
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
