package dev.handover.local.bench;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.handover.indexaccounts.IndexAccountsHandler;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.Wiring;
import dev.handover.operation.claim.IndexWalk;
import dev.handover.run.Table;
import dev.handover.testing.Invocation;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;

/// The walks of (d) and (e), in a process of their own, so that its memory is theirs alone: the
/// real handler of `index-accounts`, called until the walk is through.
///
/// Reads a line `LEDGER_TABLE KEYS_TABLE` for each walk, and answers `walked SECONDS BYTES`: how
/// long, and how much heap was in use at most.
final class IndexWalks {
    private IndexWalks() {}

    public static void main(String... words) throws Exception {
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] tables = line.split(" ");
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("LEDGER_TABLE", tables[0]);
            environment.put("KEYS_TABLE", tables[1]);
            System.out.println("walked " + walk(new Stack(environment)));
        }
    }

    private static String walk(Stack stack) throws Exception {
        Table ledger = stack.make(() -> Wiring.of(Deployed.INDEX_ACCOUNTS).ledger());
        IndexAccountsHandler handler = stack.make(IndexAccountsHandler::new);
        try (Heap heap = new Heap()) {
            long start = System.nanoTime();
            while (IndexWalk.walks(ledger).finished() == null) {
                handler.handleRequest(new ScheduledEvent(), Invocation.unhurried());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return Figures.of("%.3f %d", seconds, heap.most());
        }
    }
}
