package dev.handover.store.opensearch;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

/// `opensearch`: see [OpensearchStore]. Its settings, by index: `ids`, a keyword field that repeats
/// the documents' ids; `terms`, by field, the path under which the index has that field's values as
/// they are (`raw`, `keyword`), where that isn't the field itself.
public final class OpensearchKind implements StoreKind {
    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        return new OpensearchStore(
                storeName,
                new Rest(address.uri()),
                new Searches(settings.path("ids"), settings.path("terms")));
    }
}
