package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.run.Metric;
import dev.handover.testing.TemplateFile;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Dashboard and alarms look at what the functions write, and at nothing that isn't there.
class DashboardTest {
    private static final SortedSet<String> WRITTEN =
            Arrays.stream(Metric.values()).map(Metric::title).collect(toCollection(TreeSet::new));

    private final JsonNode dashboard =
            Json.parse(
                    TemplateFile.text("Dashboard", "Properties", "DashboardBody")
                            .replace("${AWS::", "${"));

    private List<JsonNode> shown(String namespace) {
        List<JsonNode> shown = new ArrayList<>();
        dashboard
                .path("widgets")
                .forEach(widget ->
                        widget.at("/properties/metrics")
                                .forEach(metric -> {
                                    if (metric.path(0).asText().equals(namespace)) {
                                        shown.add(metric);
                                    }
                                }));
        return shown;
    }

    @Test
    @DisplayName(
            "the dashboard shows every metric that the functions write, of this stack, and no"
                    + " other")
    void theDashboardShowsEveryMetric() {
        SortedSet<String> titles = new TreeSet<>();
        for (JsonNode metric : shown(Metric.NAMESPACE)) {
            titles.add(metric.path(1).asText());
            assertEquals("system", metric.path(2).asText());
            assertEquals("${StackName}", metric.path(3).asText());
        }
        assertEquals(WRITTEN, titles);
    }

    @Test
    @DisplayName("the dashboard shows every queue of the template")
    void theDashboardShowsEveryQueue() {
        SortedSet<String> queues = new TreeSet<>();
        shown("AWS/SQS")
                .forEach(metric ->
                        queues.add(metric.path(3).asText().replaceAll("[${}]|\\.QueueName", "")));
        assertEquals(TemplateFile.ids("AWS::SQS::Queue"), queues);
    }

    @Test
    @DisplayName("its widgets are of a known kind, fit the grid and cover each other nowhere")
    void itsWidgetsFitTheGrid() {
        boolean[][] taken = new boolean[100][24]; // the grid is 24 wide
        for (JsonNode widget : dashboard.path("widgets")) {
            assertEquals("metric", widget.path("type").asText());
            for (int y = 0; y < widget.path("height").asInt(); y++) {
                for (int x = 0; x < widget.path("width").asInt(); x++) {
                    int row = widget.path("y").asInt() + y;
                    int column = widget.path("x").asInt() + x;
                    assertFalse(taken[row][column], widget.at("/properties/title").asText());
                    taken[row][column] = true;
                }
            }
        }
    }

    @Test
    @DisplayName("alarms watch metrics that the functions write")
    void alarmsWatchWhatIsWritten() {
        int own = 0;
        for (String alarm : TemplateFile.ids("AWS::CloudWatch::Alarm")) {
            String metric = TemplateFile.text(alarm, "Properties", "MetricName");
            if (TemplateFile.text(alarm, "Properties", "Namespace").equals(Metric.NAMESPACE)) {
                assertTrue(WRITTEN.contains(metric), metric);
                own++;
            }
        }
        assertTrue(own >= 4, "errors, stuck runs, leftovers, hop budget");
    }
}
