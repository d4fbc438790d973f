package dev.handover.lambda;

import java.util.EnumSet;
import java.util.Set;

/// The environment variables of the functions, beside those that the AWS SDK reads itself.
public enum Variable {
    /// What this deployment is called in metrics: the stack's name.
    SYSTEM,
    LEDGER_TABLE,
    KEYS_TABLE,
    JOURNAL_BUCKET,
    /// The KMS key that wraps data keys; `file:<path>` for a key in a file (the local run).
    KMS_KEY_ID,
    /// The KMS key that signs receipts; `file:<path>` for a key in a file (the local run).
    SIGNING_KEY_ID,
    /// Name of a shipped data map, or the path of one.
    DATA_MAP,
    /// Where the stores of a kind are; empty where the data map has none of it.
    REDIS_URL,
    NEO4J_URL,
    CASSANDRA_URL,
    JDBC_URL,
    OPENSEARCH_URL,
    AUTH_USERINFO_URL,
    /// What the web application signs its session cookies with.
    COOKIE_SECRET,
    /// What the web application shows to be believed about anonymous ids; `none` for never.
    CLIENT_SECRET,
    /// `name=hash,name=hash`: SHA-256 of each operator's bearer token, in hex.
    OPERATOR_TOKENS,
    /// The sender of mailed codes.
    MAIL_FROM,
    /// Time-out of the function that writes to the stores; whole seconds.
    APPLY_TIMEOUT_SECONDS,
    DEAD_REQUESTS_QUEUE_URL,
    LOGINS_QUEUE_URL,
    PLANS_QUEUE_URL,
    BATCHES_QUEUE_URL,
    VERIFICATIONS_QUEUE_URL,
    EFFECTS_QUEUE_URL,
    EVENTS_QUEUE_URL,
    DEAD_EFFECTS_QUEUE_URL,
    REPUBLISHES_QUEUE_URL,
    /// Where notifications are posted to; empty where nobody is told.
    NOTIFICATION_URL,
    /// Where requests to publish again are posted to; empty where they go to a queue.
    REPUBLISH_URL,
    /// `host,host:port`: whom effects may be posted to.
    ALLOWED_HOSTS;

    private static final Set<Variable> OPTIONAL =
            EnumSet.of(
                    REDIS_URL,
                    NEO4J_URL,
                    CASSANDRA_URL,
                    JDBC_URL,
                    OPENSEARCH_URL,
                    NOTIFICATION_URL,
                    REPUBLISH_URL,
                    ALLOWED_HOSTS);

    /// Whether a function can do its work while this one is empty.
    boolean isOptional() {
        return OPTIONAL.contains(this);
    }
}
