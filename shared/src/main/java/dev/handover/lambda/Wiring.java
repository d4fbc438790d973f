package dev.handover.lambda;

import static dev.handover.lambda.Variable.*;

import dev.handover.operation.AdoptMap;
import dev.handover.operation.DataMap;
import dev.handover.operation.EraseMap;
import dev.handover.operation.TransferMap;
import dev.handover.operation.aws.MapInS3;
import dev.handover.operation.claim.ClaimOperation;
import dev.handover.operation.claim.ClaimRules;
import dev.handover.operation.erase.EraseOperation;
import dev.handover.operation.offer.Mailer;
import dev.handover.operation.offer.UserInfo;
import dev.handover.operation.offer.aws.SesMailer;
import dev.handover.operation.transfer.Departure;
import dev.handover.operation.transfer.TransferOperation;
import dev.handover.run.Blobs;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.Operation;
import dev.handover.run.Queues;
import dev.handover.run.Rulebook;
import dev.handover.run.RunKeys;
import dev.handover.run.Settings;
import dev.handover.run.Signer;
import dev.handover.run.Table;
import dev.handover.run.Vault;
import dev.handover.run.Wrapper;
import dev.handover.run.aws.DynamoTable;
import dev.handover.run.aws.KmsSigner;
import dev.handover.run.aws.KmsWrapper;
import dev.handover.run.aws.S3Blobs;
import dev.handover.run.aws.SqsQueues;
import dev.handover.run.local.KeyFileSigner;
import dev.handover.run.local.KeyFileWrapper;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Puts the parts of one function together, by hand and once, from its environment. The only place
/// that knows which adapter stands behind a port. A port that the function has no variable for is
/// [Absent].
public final class Wiring {
    private static final String FILE = "file:";

    /// How long after the time-out of a function that writes its work counts as lost: a minute's
    /// sweep comes in between.
    private static final Duration GRACE = Duration.ofSeconds(45);

    private final Env env;

    /// Not before a client is asked for: a function that calls nobody has none in its archive.
    private final Lazy<AwsClients> aws;

    private final InstantSource clock = InstantSource.system();
    private final Log log;
    private final @Nullable MapInUse use;

    private Wiring(Deployed function) {
        aws = new Lazy<>();
        use = null;
        env = Env.current().check(function.variables());
        Log.Source source = new Log.Source(env.required(SYSTEM), function.folder());
        // Lambda takes a line on standard output as one log event.
        log = new Log(System.out::println, clock, source);
    }

    /// The same with another data map.
    private Wiring(Wiring other, MapInUse use) {
        this.env = other.env;
        this.aws = other.aws;
        this.log = other.log;
        this.use = use;
    }

    /// @throws Env.Missing names all variables of the function that are missing
    public static Wiring of(Deployed function) {
        Wiring wiring = new Wiring(function);
        boolean snapshot =
                wiring.env
                        .optional("AWS_LAMBDA_INITIALIZATION_TYPE")
                        .equals(Optional.of("snap-start"));
        if (snapshot && function.variables().contains(LEDGER_TABLE)) {
            Snapshot.expected(wiring.ledger(), wiring.aws(), wiring.log);
        }
        return wiring;
    }

    public Env env() {
        return env;
    }

    public AwsClients aws() {
        return aws.get(() -> new AwsClients(env));
    }

    public Log log() {
        return log;
    }

    public InstantSource clock() {
        return clock;
    }

    public Engine engine() {
        Optional<MapInUse> use = env.optional(DATA_MAP).map(this::inUse);
        Optional<DataMap> map = use.map(MapInUse::map);
        Stores stores = map.map(this::stores).orElseGet(() -> Absent.port(Stores.class, DATA_MAP));
        RunKeys keys = keys();
        return new Engine(
                new Ledger(ledger(), clock),
                keys,
                new Vault(
                        port(
                                JOURNAL_BUCKET,
                                Blobs.class,
                                bucket -> new S3Blobs(aws().s3(), bucket, "")),
                        keys),
                queues(),
                stores,
                map.map(known -> operations(known, stores, keys)).orElse(Map.of()),
                port(SIGNING_KEY_ID, Signer.class, this::signer),
                log,
                clock,
                settings(map),
                use.map(known -> rules(known, stores, keys)).orElse(Rulebook.NONE));
    }

    private static Rulebook rules(MapInUse use, Stores stores, RunKeys keys) {
        AtomicReference<@Nullable String> known = new AtomicReference<>();
        return new Rulebook() {
            /// Read once, by functions that plan or apply.
            @Override
            public String text() {
                return Objects.requireNonNull(
                        known.updateAndGet(text -> text != null ? text : use.text()));
            }

            @Override
            public Map<String, Operation> operations(String other) {
                return Wiring.operations(DataMap.kept(other), stores, keys);
            }
        };
    }

    /// A part that depends on the data map, as the map is when the part is asked for.
    public <T> Current<T> current(Function<Wiring, T> maker) {
        String name = env.required(DATA_MAP);
        Current<T> current =
                new Current<>(() -> inUse(name), use -> maker.apply(new Wiring(this, use)), clock);
        if (!MapInS3.isAddress(name)) {
            current.get(); // what is wrong shows when the function starts; and a snapshot has it
        }
        return current;
    }

    private MapInUse inUse(String name) {
        return use != null ? use : MapInUse.find(name, this::ledger);
    }

    /// What looks for a changed data map; empty where the map is part of the deployment.
    public Optional<AdoptMap> adoption() {
        return env.optional(DATA_MAP)
                .filter(MapInS3::isAddress)
                .map(address ->
                        new AdoptMap(new MapInS3(aws().s3(), address), ledger(), log, clock));
    }

    public Table ledger() {
        return new DynamoTable(aws().dynamo(), env.required(LEDGER_TABLE));
    }

    public RunKeys keys() {
        return new RunKeys(
                port(KEYS_TABLE, Table.class, table -> new DynamoTable(aws().dynamo(), table)),
                port(KMS_KEY_ID, Wrapper.class, this::wrapper));
    }

    public DataMap dataMap() {
        return inUse(env.required(DATA_MAP)).map();
    }

    public Stores stores(DataMap map) {
        return new OpenStores(map, env, aws().forStores());
    }

    public Queues queues() {
        Map<Queues.Name, String> urls = new EnumMap<>(Queues.Name.class);
        for (Queues.Name queue : Queues.Name.values()) {
            env.optional(queue.name() + "_QUEUE_URL").ifPresent(url -> urls.put(queue, url));
        }
        return new SqsQueues(aws().sqs(), urls);
    }

    /// What can be done by the map, by name.
    public static Map<String, Operation> operations(DataMap map, Stores stores, RunKeys keys) {
        Map<String, Operation> operations = new HashMap<>();
        if (map.claim() != null) {
            operations.put("claim", new ClaimOperation(ClaimRules.of(map.claimed()), stores));
        }
        EraseMap erase = map.erase();
        TransferMap transfer = map.transfer();
        TransferOperation giving =
                transfer == null ? null : new TransferOperation(transfer, stores);
        if (giving != null) {
            operations.put("transfer", giving);
        }
        if (erase != null) {
            EraseOperation erasing = new EraseOperation(erase, stores, EraseOperation.keyed(keys));
            operations.put("erase", giving == null ? erasing : new Departure(erasing, giving));
        }
        return operations;
    }

    public UserInfo userInfo() {
        return new UserInfo(URI.create(env.required(AUTH_USERINFO_URL)), aws().http());
    }

    public Mailer mailer() {
        return new SesMailer(aws().ses(), env.required(MAIL_FROM));
    }

    private Wrapper wrapper(String key) {
        return key.startsWith(FILE)
                ? new KeyFileWrapper(Path.of(key.substring(FILE.length())))
                : new KmsWrapper(aws().kms(), key);
    }

    private Signer signer(String key) {
        return key.startsWith(FILE)
                ? new KeyFileSigner(Path.of(key.substring(FILE.length())))
                : new KmsSigner(aws().kms(), key);
    }

    private <T> T port(Variable variable, Class<T> port, Function<String, T> adapter) {
        return env.optional(variable).map(adapter).orElseGet(() -> Absent.port(port, variable));
    }

    private Settings settings(Optional<DataMap> map) {
        Settings usual = Settings.USUAL;
        Duration timeout =
                env.optional(APPLY_TIMEOUT_SECONDS)
                        .map(Long::parseLong)
                        .map(Duration::ofSeconds)
                        .orElse(usual.applyTimeout());
        Duration undo = map.map(DataMap::claim).map(DataMap.Claim::undo).orElse(usual.undo());
        return new Settings(
                usual.batchSize(),
                usual.lanes(),
                timeout,
                timeout.plus(GRACE),
                usual.settle(),
                undo);
    }
}
