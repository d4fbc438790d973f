package dev.handover.run;

import java.util.List;

/// What can be done for a subject: claim, erase, transfer, merge, relocate.
public interface Operation {
    /// One word, as requests name it.
    String name();

    /// The stages in their order, for one run. Cheap: it reads nothing.
    List<Stage> stages(Run run);
}
