package dev.handover.local;

import java.io.IOException;
import java.util.Map;

/// The erasure on the embedded parts.
class EraseEndToEndTest extends EraseEndToEnd {
    @Override
    DemonstrationRun launch(Map<String, String> environment) throws IOException {
        return DemonstrationRun.start(environment);
    }
}
