package dev.handover.local.demonstration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.IntStream;

/// Collections as GeneNetwork's web application writes them.
final class CollectionJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATED = "Mar 05 2021 09:07AM";
    private static final String CHANGED = "Nov 21 2022 12:30PM";

    private CollectionJson() {}

    static String id(int number) {
        return "c0110000-0000-4000-8000-%012d".formatted(number);
    }

    /// In the old web application's words.
    static ObjectNode old(int number, String name, List<String> members) {
        return collection(number, name, members, "created_timestamp", "changed_timestamp");
    }

    /// In the new auth system's words.
    static ObjectNode current(int number, String name, List<String> members) {
        return collection(number, name, members, "created", "changed");
    }

    private static ObjectNode collection(
            int number, String name, List<String> members, String createdKey, String changedKey) {
        ObjectNode collection = JSON.createObjectNode();
        collection.put("id", id(number));
        collection.put("name", name);
        collection.put(createdKey, CREATED);
        collection.put(changedKey, CHANGED);
        collection.put("num_members", members.size());
        members.forEach(collection.putArray("members")::add);
        return collection;
    }

    /// So many traits of a data set of mouse brains.
    static List<String> traits(int count) {
        return IntStream.range(0, count).mapToObj(i -> (1435464 + i) + "_at:HC_M2_0606_P").toList();
    }

    static String array(List<?> collections) {
        return collections.toString(); // of JSON nodes, the same as JSON
    }
}
