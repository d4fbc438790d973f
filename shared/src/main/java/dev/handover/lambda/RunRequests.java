package dev.handover.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.DataMap;
import dev.handover.operation.TransferMap;
import dev.handover.run.Acceptances;
import dev.handover.run.Confided;
import dev.handover.run.Controls;
import dev.handover.run.Run;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Requests for runs as operators and systems write them: `{"operation": …, …, "dryRun": …,
/// "needsApproval": …}` and the fields of the operation. What is wrong is refused by name before
/// there is a run.
public final class RunRequests {
    private static final Set<String> COMMON =
            Set.of("operation", "dryRun", "needsApproval", "requestId");

    /// How one operation is asked for.
    public interface Form {
        Set<String> fields();

        /// @throws Refusal that names the field which is wrong
        Wanted read(Fields fields);

        /// @param confided what the request confides, in its fields or beside them
        /// @throws Refusal when something is missing there
        default void check(@Nullable Confided confided) {}
    }

    /// @param request as the run keeps it: ids only
    /// @param participants ids of all users concerned
    /// @param confided null where nothing is said of persons but their ids
    public record Wanted(
            ObjectNode request, List<String> participants, @Nullable Confided confided) {
        public Wanted(ObjectNode request, List<String> participants) {
            this(request, participants, null);
        }
    }

    /// Who asks, and what holds where the request says nothing.
    ///
    /// @param joins whether an equal request that is still live answers for this one
    public record Origin(String runId, String by, boolean dryRun, boolean joins) {}

    private final Map<String, Form> forms;

    public RunRequests(Map<String, Form> forms) {
        this.forms = Map.copyOf(forms);
    }

    /// For the operations that the data map knows.
    public static RunRequests of(DataMap map) {
        Map<String, Form> forms = new HashMap<>();
        if (map.claim() != null) {
            forms.put("claim", new ClaimForm(map.claimed()));
        }
        TransferMap transfer = map.transfer();
        if (map.erase() != null) {
            forms.put("erase", new EraseForm(transfer));
        }
        if (transfer != null) {
            forms.put("transfer", new TransferForm(transfer));
        }
        return new RunRequests(forms);
    }

    public Controls.Request read(Fields fields, Origin origin) {
        return read(fields, origin, null);
    }

    /// @param beside what is confided beside the fields; null where there is nothing
    public Controls.Request read(Fields fields, Origin origin, @Nullable Confided beside) {
        String operation = fields.text("operation");
        Form form = forms.get(operation);
        if (form == null) {
            throw Refusal.field(
                    "unknown-operation",
                    "operation",
                    "must be one of: " + String.join(", ", new TreeSet<>(forms.keySet())));
        }
        Set<String> known = new HashSet<>(COMMON);
        known.addAll(form.fields());
        fields.only(known);
        Wanted wanted = form.read(fields);
        Confided confided = beside != null ? beside : wanted.confided();
        form.check(confided);
        return new Controls.Request(
                origin.runId(),
                operation,
                wanted.request(),
                wanted.participants(),
                origin.by(),
                fields.flag("dryRun", origin.dryRun()),
                fields.flag("needsApproval", false)
                        || wanted.request().path(Acceptances.NEEDED).asBoolean(),
                origin.joins(),
                confided);
    }

    /// Starts the run, or finds the one that the same request started before.
    ///
    /// @throws Refusal when the run of that id was started by another request
    public static Run start(Controls controls, Controls.Request asked) {
        try {
            Run run = controls.start(asked);
            boolean same =
                    run.operation().equals(asked.operation())
                            && run.request().equals(asked.request())
                            && run.dryRun() == asked.dryRun();
            if (same) {
                return run;
            }
        } catch (Confided.AnotherRequest _) {
            // refused below
        }
        throw new Refusal(
                409, "request-id-reused", "another request was made under this id; make a new id");
    }
}
