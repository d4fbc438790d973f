package dev.handover.store.dynamo;

import dev.handover.store.Change;
import dev.handover.store.Members;
import dev.handover.store.Written;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One conditional write of one item. The condition names every attribute that was read, and that
/// those to be added are not there; only what differs is set. DynamoDB has no condition on how many
/// attributes there are: one that somebody has added since is not seen. A change leaves it, a
/// delete takes it along. Of an item with very many attributes the condition names those that
/// differ, and as many others as there is room for; a change leaves those alone as well.
///
/// The SDK sends a request again when its answer is lost, and may then meet its own first try: that
/// is said to have moved on, to what was to be written.
final class ItemWrite {
    /// DynamoDB takes 300 operators in a condition; an attribute needs two.
    private static final int MOST_COMPARED = 140;

    private final Items items;
    private final Change change;
    private final Map<String, AttributeValue> key;
    private final SortedMap<String, AttributeValue> before;
    private final SortedMap<String, AttributeValue> after;
    private final List<String> compared;
    private final Map<String, String> placeholders = new HashMap<>(); // by attribute
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /// @throws Members.Unfit when it can't be written
    ItemWrite(Items items, Change change) {
        this.items = items;
        this.change = change;
        this.key =
                items.keys()
                        .key(change.read().key().id())
                        .orElseThrow(() -> new Members.Unfit("no-key"));
        this.before = items.attributes(change.read().content());
        this.after = items.attributes(change.after());
        this.compared = compared();
    }

    /// Those that differ first.
    private List<String> compared() {
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        boolean delete = change.after() == null;
        List<String> different = all.stream().filter(name -> delete || differs(name)).toList();
        if (change.read().exists() && different.size() > MOST_COMPARED) {
            throw new Members.Unfit("too-many-attributes");
        }
        return Stream.concat(
                        different.stream(), all.stream().filter(name -> !different.contains(name)))
                .limit(MOST_COMPARED)
                .toList();
    }

    private boolean differs(String name) {
        AttributeValue was = before.get(name);
        AttributeValue is = after.get(name);
        return was == null || is == null || !Attributes.same(was, is);
    }

    Written run(DynamoDbClient dynamo) {
        try {
            return new Written.Done(
                    items.document(
                            change.read().key(),
                            change.after() == null
                                    ? delete(dynamo)
                                    : change.read().exists() ? set(dynamo) : create(dynamo)));
        } catch (ConditionalCheckFailedException somethingElseStandsThere) {
            return new Written.MovedOn(
                    items.document(change.read().key(), somethingElseStandsThere.item()));
        } catch (DynamoDbException e) {
            if (!"ValidationException".equals(code(e))) {
                throw e;
            }
            // without its message, which may repeat the item
            return new Written.Refused(
                    String.valueOf(e.getMessage()).contains("exceeded the maximum allowed size")
                            ? "too-large"
                            : "not-valid");
        }
    }

    private static String code(DynamoDbException e) {
        return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
    }

    private Map<String, AttributeValue> delete(DynamoDbClient dynamo) {
        String condition = condition();
        dynamo.deleteItem(delete ->
                delete.tableName(items.table())
                        .key(key)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values.isEmpty() ? null : values)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return Map.of();
    }

    private Map<String, AttributeValue> create(DynamoDbClient dynamo) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.putAll(after);
        String condition = condition();
        dynamo.putItem(put ->
                put.tableName(items.table())
                        .item(item)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return item;
    }

    private Map<String, AttributeValue> set(DynamoDbClient dynamo) {
        String condition = condition();
        String update = update();
        return dynamo.updateItem(set ->
                        set.tableName(items.table())
                                .key(key)
                                .conditionExpression(condition)
                                .updateExpression(update.isEmpty() ? null : update)
                                .expressionAttributeNames(names)
                                .expressionAttributeValues(values.isEmpty() ? null : values)
                                .returnValues(ReturnValue.ALL_NEW)
                                .returnValuesOnConditionCheckFailure(
                                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .attributes();
    }

    private String condition() {
        String partition = name(items.keys().partition());
        if (!change.read().exists()) {
            return "attribute_not_exists(" + partition + ")";
        }
        List<String> all = new ArrayList<>(List.of("attribute_exists(" + partition + ")"));
        for (String name : compared) {
            AttributeValue value = before.get(name);
            all.add(
                    value == null
                            ? "attribute_not_exists(" + name(name) + ")"
                            : name(name) + " = " + value(value));
        }
        return String.join(" AND ", all);
    }

    private String update() {
        List<String> set = new ArrayList<>();
        after.forEach((name, value) -> {
            if (differs(name)) {
                set.add(name(name) + " = " + value(value));
            }
        });
        List<String> remove =
                before.keySet().stream()
                        .filter(name -> !after.containsKey(name))
                        .map(this::name)
                        .toList();
        return (set.isEmpty() ? "" : "SET " + String.join(", ", set) + " ")
                + (remove.isEmpty() ? "" : "REMOVE " + String.join(", ", remove));
    }

    private String name(String attribute) {
        return placeholders.computeIfAbsent(
                attribute,
                _ -> {
                    String placeholder = "#" + names.size();
                    names.put(placeholder, attribute);
                    return placeholder;
                });
    }

    private String value(AttributeValue value) {
        String placeholder = ":" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
