package dev.handover.local.bench;

import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Run;
import dev.handover.run.Settings;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// (f) The engine alone: runs of many batches of 50 documents with a rule that costs nothing, every
/// port in memory, one thread. Planning, applying, both passes of the verification and the receipt
/// are in the time.
final class EngineAlone {
    private static final int WARM_UP = 3; // rounds
    private static final int ROUNDS = 5;

    List<Line> run(int batches) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Double> perSecond = new ArrayList<>();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            Flags flags = Flags.inMemory(batches * Settings.USUAL.batchSize());
            Engine engine = Ports.inMemory().engine(Map.of("flag", flags), flags.store());
            long start = threads.getCurrentThreadCpuTime();
            Run run = new Controls(engine).start(flags.request("flag-" + i));
            new Pump(engine, new Calls()).here();
            double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            flags.check(engine, run.runId());
            if (i >= WARM_UP) {
                perSecond.add(batches / seconds);
            }
        }
        return List.of(
                new Line(
                        "(f) the engine alone, every port in memory",
                        Figures.of(
                                "%.0f batches of 50 per second and core",
                                Figures.median(perSecond))));
    }
}
