package dev.handover.operation.erase;

import dev.handover.document.Json;
import dev.handover.document.JsonSpot;
import dev.handover.document.Mask;
import dev.handover.operation.EraseMap;
import dev.handover.operation.EraseMap.Target;
import dev.handover.operation.Places;
import dev.handover.operation.records.RecordPlace;
import dev.handover.operation.records.Standing;
import dev.handover.operation.records.Stride;
import dev.handover.run.Edit;
import dev.handover.run.Names;
import dev.handover.run.Operation;
import dev.handover.run.Receipts;
import dev.handover.run.Run;
import dev.handover.run.RunKeys;
import dev.handover.run.Settings;
import dev.handover.run.Stage;
import dev.handover.store.Document;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Erases a person by the map: first the person's records, then what others have embedded of them,
/// and at last the caches, so that nothing is made anew from what was there before.
public final class EraseOperation implements Operation {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final EraseMap map;
    private final Stores stores;
    private final Function<String, String> pseudonyms;

    /// @param pseudonyms what stands for the person of an id, where the map wants that
    public EraseOperation(EraseMap map, Stores stores, Function<String, String> pseudonyms) {
        this.map = map;
        this.stores = stores;
        this.pseudonyms = pseudonyms;
    }

    /// Pseudonyms that only who has the stack's key can make.
    public static Function<String, String> keyed(RunKeys keys) {
        return id -> "User " + HexFormat.of().formatHex(hmac(keys.make("pseudonyms"), id), 0, 6);
    }

    private static byte[] hmac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String name() {
        return "erase";
    }

    /// @throws IllegalArgumentException for a request that is none, see [EraseRequest#of]
    @Override
    public List<Stage> stages(Run run, Names names) {
        EraseRequest request = EraseRequest.of(run.request());
        Supplier<String> pseudonym = () -> pseudonym(request.subject());
        EraseRun erase = new EraseRun(map, stores, request, names, pseudonym);
        List<Stage> stages = new ArrayList<>();
        map.places()
                .records()
                .forEach(place -> stages.add(new EraseRecords(erase, new RecordPlace(place))));
        map.places().embedded().forEach(place -> stages.add(new EraseEmbedded(erase, place)));
        map.places().caches().forEach(cache -> stages.add(new EvictCaches(erase, cache)));
        return stages;
    }

    private boolean usesPseudonyms() {
        return Stream.concat(
                        map.fields().values().stream().flatMap(List::stream), map.names().stream())
                .anyMatch(target -> target.mask() == EraseMap.Mask.PSEUDONYM);
    }

    String pseudonym(String subject) {
        return usesPseudonyms() ? pseudonyms.apply(subject) : map.replacement();
    }

    @Override
    public Terms terms(Settings settings) {
        EraseMap.Watch watch = map.watch();
        return new Terms(
                map.undo(),
                map.settle(),
                watch == null ? null : new Watch(watch.lasts(), watch.every()));
    }

    /// Never for whose data it is; but it looks whether all places of the map are there.
    @Override
    public Optional<String> refuses(Run run) {
        Standing.require(map.places(), map.fields().keySet(), stores);
        return Optional.empty();
    }

    /// Whom the request confided is told how the run ended.
    @Override
    public List<Edit.Effect> atEnd(Run run) {
        EraseRequest request = EraseRequest.of(run.request());
        return map.notice() == null || request.again()
                ? List.of()
                : List.of(new Edit.Effect("notify", request.subject(), map.notice().json()));
    }

    @Override
    public List<String> words(Receipts.Receipt receipt) {
        return EraseWords.of(receipt, map.stays());
    }

    private record At(int place, int field, @Nullable String from) {}

    /// The names in the person's own records: what stands where the map has a name erased whatever
    /// it is.
    @Override
    public Lesson learn(Run run, @Nullable String from, int limit) {
        String subject = EraseRequest.of(run.request()).subject();
        At at = from == null ? new At(0, 0, null) : Json.read(from, At.class);
        List<String> fields = List.copyOf(map.fields().keySet());
        Places.Records where = map.places().records().get(at.place());
        String field = fields.get(at.field());
        Stride stride = Stride.of(at.from(), limit);
        Page page =
                stores.named(where.store())
                        .find(
                                Reference.equal(where.collection(), field, subject),
                                stride.from(),
                                stride.limit());
        Set<String> names = new TreeSet<>();
        Person nobody = Person.of(subject, Set.of(), pseudonym(subject));
        for (Document document : page.documents()) {
            RecordPlace.object(document.content())
                    .filter(record -> nobody.isIn(record, field))
                    .ifPresent(record -> learn(record, field, nobody, names));
        }
        return new Lesson(names, next(at, stride.next(page), fields.size()));
    }

    @Override
    public Optional<Survey> survey(@Nullable String from, int limit) {
        return Optional.of(new EraseSurvey(map, stores, this).page(from, limit));
    }

    private @Nullable String next(At at, @Nullable String on, int fields) {
        if (on != null) {
            return Json.text(new At(at.place(), at.field(), on));
        }
        if (at.field() + 1 < fields) {
            return Json.text(new At(at.place(), at.field() + 1, null));
        }
        return at.place() + 1 < map.places().records().size()
                ? Json.text(new At(at.place() + 1, 0, null))
                : null;
    }

    /// @param field says that the record is the person's
    void learn(JsonSpot record, String field, Person person, Set<String> into) {
        for (Target target : map.fields().getOrDefault(field, List.of())) {
            if (target.path().steps().size() == 1) {
                record.members(target.path().steps().getFirst()).stream()
                        .filter(JsonSpot::isText)
                        .map(JsonSpot::text)
                        .filter(name -> isName(name, target, person))
                        .forEach(into::add);
            }
        }
    }

    /// Not what an earlier erasure left, nor an id.
    private boolean isName(String text, Target target, Person person) {
        return !text.isBlank()
                && !text.equals(person.id())
                && !UUID.matcher(text).matches()
                && !text.equals(map.replacement())
                && !text.equals(person.pseudonym())
                && !(target.mask() == EraseMap.Mask.KEEP_FORMAT
                        && text.equals(Mask.keepingForm(text)));
    }
}
