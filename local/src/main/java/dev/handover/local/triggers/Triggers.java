package dev.handover.local.triggers;

import dev.handover.local.functions.FunctionLog;
import dev.handover.local.functions.Functions;
import dev.handover.local.template.Function;
import dev.handover.local.template.Trigger;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Everything that the template says sets its functions off, running.
public final class Triggers implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();

    private Triggers() {}

    /// @param queueUrls by queue name
    public static Triggers start(
            List<Function> template,
            Functions functions,
            SqsClient sqs,
            Map<String, String> queueUrls,
            HttpGateway http,
            InstantSource clock,
            FunctionLog log) {
        Triggers triggers = new Triggers();
        List<RouteTable.Target> routes = new ArrayList<>();
        for (Function function : template) {
            String id = function.logicalId();
            for (Trigger trigger : function.triggers()) {
                switch (trigger) {
                    case Trigger.FromQueue queue -> {
                        String url =
                                Objects.requireNonNull(
                                        queueUrls.get(queue.queueName()), queue.queueName());
                        triggers.start(id, new QueuePoller(queue, url, id, functions, sqs, log));
                    }
                    case Trigger.OnSchedule schedule ->
                            triggers.start(id, new Schedule(schedule, id, functions, clock));
                    case Trigger.Route route -> routes.add(new RouteTable.Target(route, id));
                    case Trigger.Elsewhere _ -> {}
                }
            }
        }
        http.serve(routes, functions, clock, log);
        return triggers;
    }

    private void start(String function, Runnable trigger) {
        threads.add(Thread.ofVirtual().name("trigger of " + function).start(trigger));
    }

    /// Nothing new is started after it. What is under way goes on until the functions are closed.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
