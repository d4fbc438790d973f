package dev.handover.operation.claim;

import dev.handover.run.Names;
import dev.handover.run.Operation;
import dev.handover.run.Run;
import dev.handover.run.Stage;
import dev.handover.store.Stores;

import java.util.ArrayList;
import java.util.List;

/// Moves collections of old accounts and anonymous sessions to a new account: first they are
/// copied, and only what is seen to have arrived is removed from where it was.
public final class ClaimOperation implements Operation {
    private final ClaimRules rules;
    private final Stores stores;

    public ClaimOperation(ClaimRules rules, Stores stores) {
        this.rules = rules;
        this.stores = stores;
    }

    @Override
    public String name() {
        return "claim";
    }

    /// @throws IllegalArgumentException for a request that is none, see [ClaimRequest#of]
    @Override
    public List<Stage> stages(Run run, Names names) {
        ClaimRequest request = ClaimRequest.of(run.request());
        ClaimRun claim = new ClaimRun(run.runId(), rules, request, stores);
        List<Stage> stages = new ArrayList<>();
        if (!claim.moved().isEmpty()) {
            stages.add(new CopyToNewOwner(claim));
            stages.add(new RemoveFromOldOwner(claim));
        }
        if (!claim.deleted().isEmpty()) {
            stages.add(new DeleteAnonymous(claim));
        }
        return stages;
    }
}
