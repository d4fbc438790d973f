package dev.handover.local.bench;

import dev.handover.testing.Servers;

import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts the calls of AWS clients by service and operation, and the invocations of functions.
final class Calls implements ExecutionInterceptor {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        count(
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                        + " "
                        + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    void count(String what) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    /// By `service operation`.
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((what, count) -> all.put(what, count.sum()));
        return all;
    }

    long of(String service) {
        return all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(service + " "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C counted(
            B builder, AwsServiceClientConfiguration like) {
        builder.overrideConfiguration(
                ClientOverrideConfiguration.builder().addExecutionInterceptor(this).build());
        return Servers.client(builder, like.endpointOverride().orElseThrow());
    }
}
