package dev.handover.local.bench;

import dev.handover.lambda.Env;
import dev.handover.testing.Servers;
import dev.handover.testing.Tables;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// What the template gives to functions, for handlers that are made by their own constructor.
record Stack(Map<String, String> environment) {
    /// Fresh tables.
    static Stack fresh(Path keys) {
        String ledger = Servers.freshName("ledger");
        String keysTable = Servers.freshName("keys");
        Tables.create(Servers.dynamo(), ledger);
        Tables.create(Servers.dynamo(), keysTable);
        URI dynamo = Servers.dynamo().serviceClientConfiguration().endpointOverride().orElseThrow();
        Map<String, String> environment = new HashMap<>();
        environment.put("SYSTEM", "bench");
        environment.put("LEDGER_TABLE", ledger);
        environment.put("KEYS_TABLE", keysTable);
        environment.put("KMS_KEY_ID", "file:" + keys);
        environment.put("DATA_MAP", "genenetwork");
        environment.put("REDIS_URL", Servers.redisUri().toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.toString());
        return new Stack(environment);
    }

    Stack with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Stack(more);
    }

    <T> T make(Callable<T> handler) throws Exception {
        return ScopedValue.where(Env.SCOPE, environment).call(handler::call);
    }
}
