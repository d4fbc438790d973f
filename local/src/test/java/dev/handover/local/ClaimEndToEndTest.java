package dev.handover.local;

import java.io.IOException;

/// The claim on the embedded parts.
class ClaimEndToEndTest extends ClaimEndToEnd {
    @Override
    DemonstrationRun launch() throws IOException {
        return DemonstrationRun.start();
    }
}
