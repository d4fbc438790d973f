package dev.handover.operation.claim;

import dev.handover.document.ObjectText;
import dev.handover.document.RecordArray.Element;
import dev.handover.document.StoredJson;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Writes a collection in the dialect of the place it goes to: fields renamed and the count put
/// right where need be, all other bytes as they were. One that is in the dialect already is taken
/// over verbatim.
final class CollectionWriter {
    private final ClaimRules rules;
    private final Dialect dialect;

    CollectionWriter(ClaimRules rules) {
        this.rules = rules;
        this.dialect = rules.to().dialect();
    }

    Element translated(CollectionRecord collection) {
        ObjectText text = text(collection);
        return text.text().equals(collection.element().text())
                ? collection.element()
                : Element.of(text.text());
    }

    /// A copy that can stand beside a collection of the same id.
    ///
    /// @param suffix of its name; without characters that JSON escapes
    Element copy(CollectionRecord collection, UUID id, String suffix) {
        String name =
                collection.name().isTextual()
                        ? text(collection).value(dialect.name()).orElseThrow()
                        : StoredJson.quoted(collection.displayName());
        String longer = name.substring(0, name.length() - 1) + suffix + '"';
        return Element.of(
                text(collection)
                        .with(dialect.id(), StoredJson.quoted(id.toString()))
                        .with(dialect.name(), longer)
                        .text());
    }

    private ObjectText text(CollectionRecord collection) {
        ObjectText text = new ObjectText(collection.element().text());
        for (Function<Dialect, String> field :
                List.<Function<Dialect, String>>of(
                        Dialect::id,
                        Dialect::name,
                        Dialect::created,
                        Dialect::changed,
                        Dialect::count,
                        Dialect::members)) {
            text = inDialect(text, collection, field);
        }
        if (text.value(dialect.name()).isEmpty()) {
            text = text.with(dialect.name(), "\"\"");
        }
        return collection.countIsRight()
                ? text
                : text.with(dialect.count(), String.valueOf(collection.members().size()));
    }

    private ObjectText inDialect(
            ObjectText text, CollectionRecord collection, Function<Dialect, String> field) {
        return rules.names(field).stream()
                .filter(collection.element().value()::has)
                .findFirst()
                .filter(name -> !name.equals(field.apply(dialect)))
                .map(name -> text.renamed(name, field.apply(dialect)))
                .orElse(text);
    }
}
