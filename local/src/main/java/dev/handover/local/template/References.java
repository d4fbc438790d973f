package dev.handover.local.template;

import java.util.Locale;
import java.util.Map;

/// What `Ref` and `Fn::GetAtt` give for a resource, by its type.
record References(Map<String, Value.Fields> resources, Names names) {

    /// A queue's physical id is its URL, which ends with the name.
    String queueName(String logicalId, Value.Fields resource, Evaluator evaluator) {
        String name = nameOf("QueueName", logicalId, resource, evaluator);
        return name.substring(name.lastIndexOf('/') + 1);
    }

    String tableName(String logicalId, Value.Fields resource, Evaluator evaluator) {
        return nameOf("TableName", logicalId, resource, evaluator);
    }

    /// S3 allows no capitals in a bucket's name.
    String bucketName(String logicalId, Value.Fields resource, Evaluator evaluator) {
        return nameOf("BucketName", logicalId, resource, evaluator).toLowerCase(Locale.ROOT);
    }

    private String nameOf(
            String field, String logicalId, Value.Fields resource, Evaluator evaluator) {
        String made = names.physicalId(logicalId);
        return made != null
                ? made
                : resource.at("Properties", field)
                        .map(evaluator::evaluate)
                        .filter(value -> !(value instanceof Value.Absent))
                        .map(value -> value.asText(field))
                        .orElse(logicalId);
    }

    boolean knows(String logicalId) {
        return resources.containsKey(withoutAlias(logicalId)) || isMadeBySam(logicalId);
    }

    /// `ApplyBatchFunction.Alias` is what SAM calls the alias of a function's newest version; here
    /// every function is its newest version.
    private static String withoutAlias(String logicalId) {
        return logicalId.replaceFirst("\\.Alias$", "");
    }

    /// The SAM transform adds a role a function, and an API for routes that name none.
    private boolean isMadeBySam(String logicalId) {
        return logicalId.equals("ServerlessHttpApi")
                || logicalId.endsWith("Role")
                        && resources.containsKey(
                                logicalId.substring(0, logicalId.length() - "Role".length()));
    }

    String ref(String logicalId, Evaluator evaluator) {
        if (!logicalId.equals(withoutAlias(logicalId))) {
            return Names.arn("lambda", "function:" + withoutAlias(logicalId));
        }
        Value.Fields resource = resources.get(logicalId);
        if (resource == null) {
            return logicalId;
        }
        String type = typeOf(resource);
        return switch (type) {
            case "AWS::SQS::Queue" -> queueUrl(logicalId, resource, evaluator);
            case "AWS::DynamoDB::Table" -> tableName(logicalId, resource, evaluator);
            case "AWS::S3::Bucket" -> bucketName(logicalId, resource, evaluator);
            case "AWS::KMS::Key" -> names.key(logicalId);
            case "AWS::SNS::Topic" -> Names.arn("sns", logicalId);
            default -> logicalId;
        };
    }

    String attribute(int line, String logicalId, String attribute, Evaluator evaluator) {
        Value.Fields resource = resources.get(logicalId);
        String type = resource == null ? "" : typeOf(resource);
        return switch (type + "." + attribute) {
            case "AWS::SQS::Queue.Arn" ->
                    Names.arn("sqs", queueName(logicalId, resource, evaluator));
            case "AWS::SQS::Queue.QueueName" -> queueName(logicalId, resource, evaluator);
            case "AWS::SQS::Queue.QueueUrl" -> queueUrl(logicalId, resource, evaluator);
            case "AWS::DynamoDB::Table.Arn" ->
                    Names.arn("dynamodb", "table/" + tableName(logicalId, resource, evaluator));
            case "AWS::S3::Bucket.Arn" ->
                    "arn:aws:s3:::" + bucketName(logicalId, resource, evaluator);
            case "AWS::KMS::Key.Arn", "AWS::KMS::Key.KeyId" -> names.key(logicalId);
            case "AWS::Logs::LogGroup.Arn" -> Names.arn("logs", "log-group:" + logicalId + ":*");
            case "AWS::Serverless::Function.Arn" -> Names.arn("lambda", "function:" + logicalId);
            case "AWS::Serverless::HttpApi.ApiEndpoint" -> names.apiUrl();
            default ->
                    throw new TemplateProblem(
                            line,
                            "the local run has no "
                                    + attribute
                                    + " of "
                                    + logicalId
                                    + (type.isEmpty() ? "" : " (" + type + ")"));
        };
    }

    private String queueUrl(String logicalId, Value.Fields resource, Evaluator evaluator) {
        String made = names.physicalId(logicalId);
        return made == null ? names.queueUrl(queueName(logicalId, resource, evaluator)) : made;
    }

    private static String typeOf(Value.Fields resource) {
        return resource.at("Type")
                .orElseThrow(
                        () -> new TemplateProblem(resource.line(), "a resource without a Type"))
                .asText("Type");
    }
}
