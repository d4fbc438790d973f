package dev.handover.local.demonstration;

import dev.handover.local.DataFolder;
import dev.handover.local.stack.EmbeddedStack;
import dev.handover.operation.DataMap;

/// Puts the demonstration's data into the stores of a data map, as far as this process started them
/// itself: nobody's own database gets any.
public final class Demonstration {
    private Demonstration() {}

    /// @param folder where the databases keep their data
    public static void fill(DataMap map, EmbeddedStack stack, DataFolder folder) {
        if (map.claim() != null && stack.ownsRedis()) {
            DemonstrationData.fill(stack.redisUrl());
        }
        boolean isSunbird = stack.databases().containsKey("NEO4J_URL");
        if (map.erase() != null && isSunbird) {
            SunbirdData.fill(map, map.erase().places(), stack, folder);
        }
    }
}
