package dev.handover.local;

import java.io.IOException;
import java.util.Map;

/// The transfer on the embedded parts.
class TransferEndToEndTest extends TransferEndToEnd {
    @Override
    DemonstrationRun launch(Map<String, String> environment) throws IOException {
        return DemonstrationRun.start(environment);
    }
}
