package dev.handover.operation.transfer;

import dev.handover.document.FieldPath;
import dev.handover.document.Json;
import dev.handover.document.JsonSpot;
import dev.handover.operation.Places;
import dev.handover.operation.TransferMap;
import dev.handover.operation.records.RecordPlace;
import dev.handover.operation.records.Standing;
import dev.handover.operation.records.Stride;
import dev.handover.run.Names;
import dev.handover.run.Operation;
import dev.handover.run.Receipts;
import dev.handover.run.Run;
import dev.handover.run.Settings;
import dev.handover.run.Stage;
import dev.handover.store.Document;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Gives a person's records to another by the map: first the records, then what has them in it or
/// is copied from them, as far as they were given, and at last the caches.
public final class TransferOperation implements Operation {
    private final TransferMap map;
    private final Stores stores;

    public TransferOperation(TransferMap map, Stores stores) {
        this.map = map;
        this.stores = stores;
    }

    @Override
    public String name() {
        return "transfer";
    }

    /// @throws IllegalArgumentException for a request that is none, see [TransferRequest#of]
    @Override
    public List<Stage> stages(Run run, Names names) {
        return stages(TransferRequest.of(run.request()), names);
    }

    List<Stage> stages(TransferRequest request, Names names) {
        TransferRun transfer = new TransferRun(map, stores, request, names);
        Places places = map.places();
        List<RecordPlace> all = places.records().stream().map(RecordPlace::new).toList();
        List<Stage> stages = new ArrayList<>();
        all.forEach(place -> stages.add(new TransferRecords(transfer, place, all)));
        all.stream()
                .filter(place -> place.where().copies() != null && place.where().update())
                .forEach(place -> stages.add(new FollowCopies(transfer, place)));
        places.embedded().forEach(place -> stages.add(new FollowEmbedded(transfer, place)));
        for (TransferMap.Objects objects : map.objects()) {
            ObjectMove move = new ObjectMove(transfer, objects);
            stages.add(new CopyObjects(move));
            stages.add(new RemoveObjects(move));
        }
        places.caches().forEach(cache -> stages.add(new EvictCaches(transfer, cache)));
        return stages;
    }

    @Override
    public Terms terms(Settings settings) {
        return new Terms(map.undo(), map.settle(), null);
    }

    @Override
    public Optional<String> refuses(Run run) {
        return refuses(TransferRequest.of(run.request()));
    }

    /// An id that is a path would lead to others' keys.
    Optional<String> refuses(TransferRequest request) {
        boolean path =
                Stream.of(request.from(), request.to())
                        .anyMatch(id -> id.contains("/") || id.matches("\\.+"));
        if (path && !map.objects().isEmpty()) {
            return Optional.of("malformed-id");
        }
        Standing.require(map.places(), List.of(map.owner()), stores);
        map.objects()
                .forEach(
                        place -> stores.named(place.store()).require(place.collection(), Set.of()));
        TransferMap.Users users = map.users();
        return users == null ? Optional.empty() : new Receivers(users, stores).refuses(request);
    }

    @Override
    public List<String> words(Receipts.Receipt receipt) {
        return TransferWords.of(receipt);
    }

    private record At(int place, @Nullable String from) {}

    /// The names of the old owner in the records that are the old owner's: by them it is told
    /// elsewhere whether a name is theirs.
    @Override
    public Lesson learn(Run run, @Nullable String from, int limit) {
        List<Places.Records> records = map.places().records();
        if (map.names().isEmpty() || records.isEmpty()) {
            return Lesson.NOTHING;
        }
        TransferRequest request = TransferRequest.of(run.request());
        At at = from == null ? new At(0, null) : Json.read(from, At.class);
        Places.Records where = records.get(at.place());
        Stride stride = Stride.of(at.from(), limit);
        Page page =
                stores.named(where.store())
                        .find(
                                Reference.equal(where.collection(), map.owner(), request.from()),
                                stride.from(),
                                stride.limit());
        Set<String> names = new TreeSet<>();
        for (Document document : page.documents()) {
            RecordPlace.object(document.content())
                    .filter(record -> says(record, request.from()))
                    .ifPresent(record -> learn(record, names));
        }
        String on = stride.next(page);
        boolean last = on == null && at.place() + 1 == records.size();
        At next = on != null ? new At(at.place(), on) : new At(at.place() + 1, null);
        return new Lesson(names, last ? null : Json.text(next));
    }

    private boolean says(JsonSpot record, String id) {
        return Tree.text(record, map.owner()).filter(id::equals).isPresent();
    }

    private void learn(JsonSpot record, Set<String> into) {
        for (FieldPath path : map.names()) {
            if (path.steps().size() == 1) {
                Tree.text(record, path.steps().getFirst())
                        .filter(name -> !name.isBlank())
                        .ifPresent(into::add);
            }
        }
    }
}
