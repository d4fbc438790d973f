package dev.handover.lambda;

import static dev.handover.lambda.Variable.*;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The functions of the template, and the variables that each of them reads. The template sets the
/// same ones, no more.
public enum Deployed {
    OFFER_AT_LOGIN(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            DATA_MAP,
            REDIS_URL,
            AUTH_USERINFO_URL,
            COOKIE_SECRET,
            CLIENT_SECRET),
    NOTE_LOGIN(KEYS_TABLE, KMS_KEY_ID, LOGINS_QUEUE_URL),
    FIND_OFFERS(LEDGER_TABLE, KEYS_TABLE, KMS_KEY_ID, DATA_MAP, REDIS_URL),
    ANSWER_OFFER(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            DATA_MAP,
            REDIS_URL,
            AUTH_USERINFO_URL,
            MAIL_FROM,
            APPLY_TIMEOUT_SECONDS,
            PLANS_QUEUE_URL),
    FOLLOW_RUN(
            LEDGER_TABLE,
            JOURNAL_BUCKET,
            DATA_MAP,
            AUTH_USERINFO_URL,
            APPLY_TIMEOUT_SECONDS,
            PLANS_QUEUE_URL),
    FORWARD_MESSAGES(LEDGER_TABLE, REQUESTS_QUEUE_URL, DEAD_REQUESTS_QUEUE_URL),
    ACCEPT_REQUESTS(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            JOURNAL_BUCKET,
            DATA_MAP,
            APPLY_TIMEOUT_SECONDS,
            DEAD_REQUESTS_QUEUE_URL,
            PLANS_QUEUE_URL),
    SERVE_CONSOLE(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            JOURNAL_BUCKET,
            SIGNING_KEY_ID,
            DATA_MAP,
            REDIS_URL,
            NEO4J_URL,
            CASSANDRA_URL,
            JDBC_URL,
            OPENSEARCH_URL,
            APPLY_TIMEOUT_SECONDS,
            PLANS_QUEUE_URL,
            BATCHES_QUEUE_URL,
            VERIFICATIONS_QUEUE_URL,
            EFFECTS_QUEUE_URL,
            EVENTS_QUEUE_URL),
    AUTHORIZE_OPERATOR(OPERATOR_TOKENS),
    INDEX_ACCOUNTS(LEDGER_TABLE, KEYS_TABLE, KMS_KEY_ID, DATA_MAP, REDIS_URL),
    PLAN_RUN(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            JOURNAL_BUCKET,
            SIGNING_KEY_ID,
            DATA_MAP,
            REDIS_URL,
            NEO4J_URL,
            CASSANDRA_URL,
            JDBC_URL,
            OPENSEARCH_URL,
            APPLY_TIMEOUT_SECONDS,
            PLANS_QUEUE_URL,
            BATCHES_QUEUE_URL,
            VERIFICATIONS_QUEUE_URL,
            EFFECTS_QUEUE_URL,
            EVENTS_QUEUE_URL),
    APPLY_BATCH(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            JOURNAL_BUCKET,
            DATA_MAP,
            REDIS_URL,
            NEO4J_URL,
            CASSANDRA_URL,
            JDBC_URL,
            OPENSEARCH_URL,
            APPLY_TIMEOUT_SECONDS,
            BATCHES_QUEUE_URL,
            VERIFICATIONS_QUEUE_URL,
            EFFECTS_QUEUE_URL),
    DELIVER_EFFECTS(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            JOURNAL_BUCKET,
            DATA_MAP,
            REDIS_URL,
            NEO4J_URL,
            CASSANDRA_URL,
            JDBC_URL,
            OPENSEARCH_URL,
            EFFECTS_QUEUE_URL,
            DEAD_EFFECTS_QUEUE_URL,
            REPUBLISHES_QUEUE_URL,
            NOTIFICATION_URL,
            REPUBLISH_URL,
            ALLOWED_HOSTS),
    VERIFY_RUN(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            JOURNAL_BUCKET,
            SIGNING_KEY_ID,
            DATA_MAP,
            REDIS_URL,
            NEO4J_URL,
            CASSANDRA_URL,
            JDBC_URL,
            OPENSEARCH_URL,
            APPLY_TIMEOUT_SECONDS,
            BATCHES_QUEUE_URL,
            VERIFICATIONS_QUEUE_URL,
            EFFECTS_QUEUE_URL,
            EVENTS_QUEUE_URL),
    SWEEP_RUNS(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            JOURNAL_BUCKET,
            SIGNING_KEY_ID,
            DATA_MAP,
            APPLY_TIMEOUT_SECONDS,
            PLANS_QUEUE_URL,
            BATCHES_QUEUE_URL,
            VERIFICATIONS_QUEUE_URL,
            EFFECTS_QUEUE_URL,
            EVENTS_QUEUE_URL),
    CLOSE_DEAD_BATCHES(
            LEDGER_TABLE,
            KEYS_TABLE,
            KMS_KEY_ID,
            JOURNAL_BUCKET,
            SIGNING_KEY_ID,
            DATA_MAP,
            APPLY_TIMEOUT_SECONDS,
            BATCHES_QUEUE_URL,
            VERIFICATIONS_QUEUE_URL,
            EFFECTS_QUEUE_URL,
            EVENTS_QUEUE_URL);

    private final List<Variable> variables;

    /// All have [Variable#SYSTEM].
    Deployed(Variable... variables) {
        this.variables = Stream.concat(Stream.of(SYSTEM), Stream.of(variables)).toList();
    }

    public List<Variable> variables() {
        return variables;
    }

    /// As its folder is called: `apply-batch`.
    public String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
