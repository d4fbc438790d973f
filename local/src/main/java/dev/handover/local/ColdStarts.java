package dev.handover.local;

import dev.handover.local.archive.ArchivedFunctions;
import dev.handover.local.functions.Answer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class ColdStarts {
    public static void main(String[] a) throws Exception {
        Path root = Path.of(a[0]);
        Path tmp = Files.createTempDirectory("cold");
        Terminal terminal = Terminal.ofProcess();
        try (ArchivedFunctions host = new ArchivedFunctions(root, tmp.resolve("u"), List.of(System.getenv().getOrDefault("PREFIX","taskset -c 1").split(" ")));
                LocalRun run = LocalRun.start(Map.of("HANDOVER_PORT", "0", "HANDOVER_DATA", tmp.resolve("data").toString(), "HANDOVER_TEMPLATE", root.resolve("template.yaml").toString()), terminal, host)) {
            String f = a[1];
            Thread.sleep(3000);
            byte[] e = Files.readAllBytes(root.resolve(a[2]));
            for (int i = 0; i < Integer.parseInt(a[3]); i++) {
                host.endAll();
                Answer answer = run.invoke(f, e);
                System.err.println(host.coldStarts().get(f) + " " + (answer instanceof Answer.Returned(byte[] j) ? new String(j).substring(0, Math.min(200, j.length)) : answer));
            }
        }
        System.exit(0);
    }
}
