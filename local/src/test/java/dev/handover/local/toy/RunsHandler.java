package dev.handover.local.toy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Runs that end as their ids say: `complete`, `incomplete`, `dry`, or `planned` until they are
/// approved. Each look finds more of it done.
public final class RunsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final int RECORDS = 3;

    private final Map<String, Integer> looks = new ConcurrentHashMap<>();
    private final Map<String, Boolean> approved = new ConcurrentHashMap<>();

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String runId =
                event.getPathParameters() == null ? "" : event.getPathParameters().get("runId");
        return switch (event.getRouteKey().replaceFirst(".*/", "")) {
            case "start" ->
                    event.getBody().equals("refuse")
                            ? answer(409, "{\"error\": \"wrong-state\"}")
                            : answer(202, "{\"runId\": \"" + event.getBody() + "\"}");
            case "receipt" -> receipt(runId);
            case "approve" -> approve(runId, event.getBody());
            default -> answer(200, run(runId));
        };
    }

    /// Not there yet at the first look, as it may be.
    private APIGatewayV2HTTPResponse receipt(String runId) {
        return looks.merge("receipt of " + runId, 1, Integer::sum) == 1
                ? answer(409, "{\"error\": \"wrong-state\"}")
                : answer(200, "{\"receipt\": {\"runId\": \"" + runId + "\"}}");
    }

    private APIGatewayV2HTTPResponse approve(String runId, String body) {
        if (!body.contains("good-digest")) {
            return answer(409, "{\"error\": \"another-plan\"}");
        }
        approved.put(runId, true);
        return answer(202, "{}");
    }

    private String run(String runId) {
        int done = Math.min(RECORDS, looks.merge(runId, 1, Integer::sum) - 1);
        boolean waits = runId.equals("planned") && !approved.containsKey(runId);
        boolean dry = runId.equals("dry");
        // every run is planned for a moment
        String state =
                waits || dry || done == 1
                        ? "planned"
                        : done < RECORDS ? "running" : runId.replace("planned", "complete");
        return """
        {"runId": "%s", "state": "%s", "digest": "good-digest", "dryRun": %s, "waitsForApproval": %s,
         "counts": {"found": %d, "pending": %d}, "progress": %s}\
        """
                .formatted(
                        runId, state, dry, waits, RECORDS, RECORDS - done, (double) done / RECORDS);
    }

    private static APIGatewayV2HTTPResponse answer(int status, String body) {
        return APIGatewayV2HTTPResponse.builder().withStatusCode(status).withBody(body).build();
    }
}
