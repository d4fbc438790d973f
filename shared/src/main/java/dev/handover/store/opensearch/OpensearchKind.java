package dev.handover.store.opensearch;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

import java.util.List;
import java.util.SortedSet;

/// `opensearch`: see [OpensearchStore]. Its settings, by index: `ids`, a keyword field that repeats
/// the documents' ids; `terms`, by field, the path under which the index has that field's values as
/// they are (`raw`, `keyword`), where that isn't the field itself.
public final class OpensearchKind implements StoreKind {
    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public List<String> grants(ObjectNode settings, SortedSet<String> collections) {
        String role =
                "PUT _plugins/_security/api/roles/handover"
                        + " {\"cluster_permissions\":[\"cluster_composite_ops\"],"
                        + "\"index_permissions\":[{\"index_patterns\":"
                        + Json.text(collections)
                        + ",\"allowed_actions\":[\"read\",\"indices:admin/refresh*\"";
        return List.of("to look:  " + role + "]}]}", "to move:  " + role + ",\"write\"]}]}");
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        return new OpensearchStore(
                storeName,
                new Rest(address.uri()),
                new Searches(settings.path("ids"), settings.path("terms")));
    }
}
