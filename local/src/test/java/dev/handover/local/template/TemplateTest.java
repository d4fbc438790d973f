package dev.handover.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A template is read as CloudFormation and SAM read it, as far as the local run needs.
class TemplateTest {
    private static final String SMALL =
            """
            Parameters:
              Stage: {Type: String, Default: dev}
              WorkDays: {Type: CommaDelimitedList, Default: "mon, tue"}
              SecretWord: {Type: String}
            Conditions:
              IsProd: !Equals [!Ref Stage, prod]
              IsSmall: !And [!Not [{Condition: IsProd}], !Or [!Equals [a, b], {"Fn::Equals": [c, c]}]]
            Mappings:
              Sizes: {dev: {memory: 256}}
            Globals:
              Function:
                Timeout: 20
                Environment: {Variables: {STAGE: !Ref Stage, SIZE: global}}
              HttpApi:
                Auth:
                  Authorizers:
                    Gate:
                      FunctionArn: !GetAtt Work.Arn
                      AuthorizerPayloadFormatVersion: "2.0"
                      EnableSimpleResponses: true
                      Identity: {Headers: [Authorization]}
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Sub "${AWS::StackName}-orders"
                  AttributeDefinitions:
                    - {AttributeName: pk, AttributeType: S}
                    - {AttributeName: at, AttributeType: N}
                  KeySchema: [{AttributeName: pk, KeyType: HASH}]
                  GlobalSecondaryIndexes:
                    - IndexName: by-time
                      KeySchema: [{AttributeName: at, KeyType: HASH}, {AttributeName: pk, KeyType: RANGE}]
                      Projection: {ProjectionType: KEYS_ONLY}
                  TimeToLiveSpecification: {AttributeName: expires, Enabled: true}
              Letters: {Type: AWS::S3::Bucket}
              Dead: {Type: AWS::SQS::Queue}
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 120
                  DelaySeconds: 5
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
              OnlyInProd: {Type: AWS::SQS::Queue, Condition: IsProd}
              Lock: {Type: AWS::KMS::Key}
              Work:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.b.WorkHandler::handleRequest
                  MemorySize: !If [IsSmall, !FindInMap [Sizes, !Ref Stage, memory], 2048]
                  Role: !GetAtt WorkRole.Arn
                  Environment:
                    Variables:
                      SIZE: own
                      JOBS: !Ref Jobs
                      DEAD_ARN: !GetAtt [Dead, Arn]
                      TABLE: !Ref Orders
                      BUCKET: !Ref Letters
                      KEY: !GetAtt Lock.Arn
                      JOINED: !Join ["-", [a, !Select [1, !Split [",", "x,y"]]]]
                      URL: !Sub ["https://${Host}/${!raw}/${Stage}", {Host: !Join [".", [h, i]]}]
                      NONE: !If [IsProd, here, !Ref AWS::NoValue]
                      DAYS: !Join ["", !Ref WorkDays]
                  Events:
                    Jobs:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Jobs.Arn
                        BatchSize: 5
                        FunctionResponseTypes: [ReportBatchItemFailures]
                        ScalingConfig: {MaximumConcurrency: 7}
                    Show: {Type: HttpApi, Properties: {Path: "/jobs/{id}", Method: get}}
                    Admin: {Type: HttpApi, Properties: {Path: /admin, Method: POST, Auth: {Authorizer: Gate}}}
                    Tick: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
                    Off: {Type: Schedule, Properties: {Schedule: rate(1 hour), Enabled: false}}
                    Bus: {Type: EventBridgeRule, Properties: {Pattern: {source: [x]}}}
            """;

    private static final Names NAMES =
            new Names() {
                @Override
                public String queueUrl(String queueName) {
                    return "http://queues/" + queueName;
                }

                @Override
                public String key(String logicalId) {
                    return "file:/keys/" + logicalId;
                }

                @Override
                public String apiUrl() {
                    return "http://api";
                }
            };

    private static Template small(Map<String, String> environment) {
        return Template.parse(SMALL, environment, NAMES);
    }

    @Test
    void queuesCarryTheirTimesAndDeadLetters() {
        assertEquals(
                List.of(
                        new Queue("Dead", "Dead", Duration.ofSeconds(30), Duration.ZERO, null),
                        new Queue(
                                "Jobs",
                                "Jobs",
                                Duration.ofSeconds(120),
                                Duration.ofSeconds(5),
                                new Queue.DeadLetters("Dead", 3))),
                small(Map.of()).queues());
    }

    @Test
    void aResourceWhoseConditionHoldsIsThere() {
        assertEquals(3, small(Map.of("STAGE", "prod")).queues().size());
    }

    @Test
    void tablesCarryKeysIndexesAndExpiry() {
        assertEquals(
                List.of(
                        new Table(
                                "handover-orders",
                                new Table.KeySchema("pk", null),
                                Map.of("pk", "S", "at", "N"),
                                List.of(
                                        new Table.Index(
                                                "by-time",
                                                new Table.KeySchema("at", "pk"),
                                                "KEYS_ONLY",
                                                List.of())),
                                "expires")),
                small(Map.of()).tables());
    }

    @Test
    void bucketsHaveNoCapitals() {
        assertEquals(List.of("letters"), small(Map.of()).buckets());
    }

    @Test
    void aFunctionIsItsOwnPropertiesOverTheGlobals() {
        Function work = small(Map.of()).functions().getFirst();
        assertEquals("a.b.WorkHandler", work.handler());
        assertEquals(Duration.ofSeconds(20), work.timeout());
        assertEquals(256, work.memory());
        assertEquals(
                Map.ofEntries(
                        Map.entry("STAGE", "dev"),
                        Map.entry("SIZE", "own"),
                        Map.entry("JOBS", "http://queues/Jobs"),
                        Map.entry("DEAD_ARN", "arn:aws:sqs:us-east-1:000000000000:Dead"),
                        Map.entry("TABLE", "handover-orders"),
                        Map.entry("BUCKET", "letters"),
                        Map.entry("KEY", "file:/keys/Lock"),
                        Map.entry("JOINED", "a-y"),
                        Map.entry("URL", "https://h.i/${raw}/dev"),
                        Map.entry("DAYS", "montue")),
                work.environment());
    }

    @Test
    void triggersAreThoseThatAreSwitchedOn() {
        assertEquals(
                List.of(
                        new Trigger.FromQueue("Jobs", 5, true, 7),
                        new Trigger.Route("GET", "/jobs/{id}", null),
                        new Trigger.Route(
                                "POST", "/admin", new Trigger.Authorizer("Work", "authorization")),
                        new Trigger.OnSchedule("Tick", "rate(1 minute)", null),
                        new Trigger.Elsewhere("EventBridgeRule")),
                small(Map.of()).functions().getFirst().triggers());
    }

    @Test
    void aParameterComesFromTheEnvironmentUnderEitherSpelling() {
        assertEquals(
                "prod",
                small(Map.of("STAGE", "prod")).functions().getFirst().environment().get("STAGE"));
        assertEquals(
                "prod",
                small(Map.of("Stage", "prod")).functions().getFirst().environment().get("STAGE"));
    }

    @Test
    void aMissingParameterIsNamedWithTheVariableThatSetsIt() {
        String problem = problem("Parameters: {RedisUrl: {Type: String}}", "!Ref RedisUrl");
        assertTrue(problem.contains("line 7") && problem.contains("set REDIS_URL"), problem);
    }

    @Test
    void anUnknownFunctionReferenceOrConditionNamesItsLine() {
        assertTrue(
                problem("", "!Base64 x").contains("line 7: the local run doesn't know Fn::Base64"));
        assertTrue(
                problem("", "!Ref Nobody")
                        .contains("line 7: there is no parameter and no resource Nobody"));
        assertTrue(
                problem("", "!Sub \"${Nobody.Arn}\"")
                        .contains("line 7: there is no parameter and no resource Nobody"));
        assertTrue(
                problem("", "!If [Never, a, b]").contains("line 7: there is no condition Never"));
        assertTrue(
                problem("", "!GetAtt F.Colour")
                        .contains("line 7: the local run has no Colour of F"));
    }

    @Test
    void brokenYamlNamesItsLine() {
        TemplateProblem problem =
                assertThrows(
                        TemplateProblem.class, () -> Template.parse("a: b\nc: [", Map.of(), NAMES));
        assertTrue(String.valueOf(problem.getMessage()).startsWith("line 2"), problem.getMessage());
    }

    /// What the only function's only variable comes to in line 7.
    private static String problem(String head, String value) {
        String yaml =
                """
                %s
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B::handleRequest
                      Environment: {Variables: {V: %s}}
                """
                        .formatted(head, value);
        TemplateProblem problem =
                assertThrows(
                        TemplateProblem.class,
                        () -> Template.parse(yaml, Map.of(), NAMES).functions());
        return String.valueOf(problem.getMessage());
    }

    @Test
    void theRealTemplateIsReadWhole() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "REDIS_URL", "redis://r",
                        "AUTH_USERINFO_URL", "http://a/",
                        "COOKIE_HMAC_SECRET", "s",
                        "MAIL_FROM", "a@b.c",
                        "OPERATOR_TOKENS", "o=h");
        Template template = Template.read(Path.of("..", "template.yaml"), environment, NAMES);

        assertFalse(template.queues().isEmpty());
        assertFalse(template.tables().isEmpty());
        assertFalse(template.buckets().isEmpty());
        for (Function function : template.functions()) {
            assertNotNull(Class.forName(function.handler()), function.logicalId());
        }
    }
}
