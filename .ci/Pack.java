import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Makes the archive of one function: `lib/*.jar`, one of them its own classes, as Lambda puts them
/// on the class path.
///
/// - Of the AWS clients only what our code calls is taken: a client for S3 has a hundred
///   operations, each with its classes, and we use five. Methods of other operations are taken out
///   of the client, then every class that nothing reaches any more. The start test runs each
///   function from its archive, and a whole claim.
/// - The jars inside are stored, not compressed; the archive around them is. It gets smaller so,
///   because classes are compressed together, and starts faster, because the JVM has nothing to
///   decompress.
/// - The same input makes the same bytes.
///
/// Run as `java Pack.java ARCHIVE CLASSPATH`.
class Pack {
    private static final String SERVICES = "software/amazon/awssdk/services/";
    private static final LocalDateTime ALWAYS =
            LocalDateTime.of(1980, 1, 1, 0, 0); // the first that a zip knows

    /// What Lambda's own runtime brings along.
    private static final String RUNTIME = "aws-lambda-java-core-.*";

    /// Signatures hold for the jar as it was; the rest is for builds.
    private static final Pattern LEFT_OUT =
            Pattern.compile(
                    "META-INF/([^/]+\\.(SF|DSA|RSA)|maven/.*|native-image/.*|INDEX\\.LIST)|(.*/)?module-info\\.class");

    public static void main(String... arguments) throws IOException {
        Path archive = Path.of(arguments[0]);
        Map<String, Map<String, byte[]>> jars = new TreeMap<>();
        for (String part : arguments[1].split(java.io.File.pathSeparator)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                jars.put(archive.getFileName().toString().replace(".zip", ".jar"), folder(path));
            } else if (!path.getFileName().toString().matches(RUNTIME)) {
                jars.put(path.getFileName().toString(), jar(path));
            }
        }
        new AwsClients(jars).cut();
        write(archive, jars);
    }

    private static Map<String, byte[]> folder(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static Map<String, byte[]> jar(Path jar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                if (!LEFT_OUT.matcher(entry.getName()).matches()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        files.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    private static void write(Path archive, Map<String, Map<String, byte[]>> jars)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, Map<String, byte[]>> jar : jars.entrySet()) {
                zip.putNextEntry(entry("lib/" + jar.getKey()));
                zip.write(stored(jar.getValue()));
            }
        }
    }

    private static byte[] stored(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            jar.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                CRC32 sum = new CRC32();
                sum.update(file.getValue());
                ZipEntry entry = entry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setCrc(sum.getValue());
                jar.putNextEntry(entry);
                jar.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        return entry;
    }

    /// The jars of AWS's services, of which most is never used.
    private record AwsClients(Map<String, Map<String, byte[]>> jars) {
        private static final Pattern CLIENT =
                Pattern.compile(SERVICES + "\\w+/(Default|Delegating)?(\\w+)(?<!Async)Client");
        private static final Pattern OPERATION =
                Pattern.compile("\\(L(" + SERVICES + "\\w+/model/\\w+)Request;.*");
        private static final Pattern NAMED = Pattern.compile("L(" + SERVICES + "[\\w/$]+)[;<]");

        void cut() {
            Set<String> used = new HashSet<>(); // by their callers: Client.operation
            Set<String> reached = new HashSet<>();
            others((name, model) ->
                    each(
                            model,
                            entry -> {
                                if (entry instanceof MemberRefEntry member
                                        && CLIENT.matcher(member.owner().asInternalName())
                                                .matches()) {
                                    // a paginator calls the operation itself
                                    String operation =
                                            member.name()
                                                    .stringValue()
                                                    .replaceFirst("Paginator$|AsBytes$", "");
                                    used.add(
                                            client(member.owner().asInternalName())
                                                    + "."
                                                    + operation);
                                }
                                reached.addAll(services(entry));
                            }));
            for (Map<String, byte[]> jar : jars.values()) {
                if (isService(jar)) {
                    cut(jar, used, reached);
                }
            }
        }

        /// What finds an operation's endpoint has a branch for each operation; it keeps none of
        /// them.
        private void cut(Map<String, byte[]> jar, Set<String> used, Set<String> fromOutside) {
            Set<String> unused = new HashSet<>(); // models of operations that nobody calls
            for (String name : List.copyOf(jar.keySet())) {
                Matcher client = CLIENT.matcher(name.replace(".class", ""));
                if (client.matches()) {
                    jar.compute(
                            name,
                            (_, bytes) -> withoutUnused(bytes, client.group(2), used, unused));
                }
            }
            Deque<String> next = new ArrayDeque<>(fromOutside);
            texts(jar, text -> next.addAll(namedIn(text, jar)));
            Set<String> kept = new HashSet<>();
            while (!next.isEmpty()) {
                String name = next.pop() + ".class";
                byte[] bytes = jar.get(name);
                if (bytes != null && !isAsynchronous(name) && kept.add(name)) {
                    boolean table = name.contains("/endpoints/internal/");
                    each(
                            ClassFile.of().parse(bytes),
                            entry ->
                                    services(entry).stream()
                                            .filter(found ->
                                                    !(table && isOf(found + ".class", unused)))
                                            .forEach(next::add));
                }
            }
            jar.keySet().removeIf(name -> name.endsWith(".class") && !kept.contains(name));
        }

        /// The class without the methods of operations that nobody calls.
        private byte[] withoutUnused(
                byte[] bytes, String client, Set<String> used, Set<String> unused) {
            ClassFile file =
                    ClassFile.of(
                            ConstantPoolSharingOption.NEW_POOL,
                            ClassFile.ClassHierarchyResolverOption.of(hierarchy()));
            ClassModel model = file.parse(bytes);
            Set<String> dropped = new HashSet<>();
            for (MethodModel method : model.methods()) {
                String name = method.methodName().stringValue();
                Matcher operation = OPERATION.matcher(method.methodType().stringValue());
                if (operation.matches()
                        && !operation
                                .group(1)
                                .endsWith("/model/" + client) // what all requests have in common
                        && !used.contains(
                                client + "." + name.replaceFirst("Paginator$|AsBytes$", ""))) {
                    dropped.add(name);
                    unused.add(operation.group(1));
                }
            }
            dropped.add("waiter");
            return file.transformClass(
                    model,
                    ClassTransform.dropping(element ->
                            element instanceof InnerClassesAttribute
                                    || element instanceof MethodModel method
                                            && isOf(method, dropped)));
        }

        private static boolean isOf(MethodModel method, Set<String> dropped) {
            String name = method.methodName().stringValue();
            return dropped.contains(name)
                    || name.startsWith("lambda$") && dropped.contains(name.split("\\$")[1]);
        }

        /// `model/PutBucketAcl`: its request, response, their parts, and what writes and reads
        /// them.
        private static boolean isOf(String name, Set<String> operations) {
            String operation =
                    name.replaceFirst("/transform/", "/model/")
                            .replaceFirst("(Request|Response)(Marshaller)?(\\$.*)?\\.class$", "");
            return operations.contains(operation);
        }

        /// There are no asynchronous clients here; only what nobody runs mentions them.
        private static boolean isAsynchronous(String name) {
            return name.matches(".*/\\w*AsyncClient\\w*(\\$.*)?\\.class");
        }

        private ClassHierarchyResolver hierarchy() {
            return ClassHierarchyResolver.ofResourceParsing(
                            type -> {
                                String name =
                                        type.descriptorString().replaceAll("^L|;$", "") + ".class";
                                return jars.values().stream()
                                        .map(jar -> jar.get(name))
                                        .filter(bytes -> bytes != null)
                                        .findFirst()
                                        .<InputStream>map(java.io.ByteArrayInputStream::new)
                                        .orElse(null);
                            })
                    .orElse(ClassHierarchyResolver.defaultResolver());
        }

        private void others(java.util.function.BiConsumer<String, ClassModel> look) {
            jars.values().stream()
                    .filter(jar -> !isService(jar))
                    .flatMap(jar -> jar.entrySet().stream())
                    .filter(file -> file.getKey().endsWith(".class"))
                    .forEach(file ->
                            look.accept(file.getKey(), ClassFile.of().parse(file.getValue())));
        }

        private static boolean isService(Map<String, byte[]> jar) {
            return jar.keySet().stream().anyMatch(name -> name.startsWith(SERVICES));
        }

        private static String client(String type) {
            Matcher client = CLIENT.matcher(type);
            return client.matches() ? client.group(2) : type;
        }

        private static void each(ClassModel model, Consumer<PoolEntry> look) {
            model.constantPool().forEach(look);
        }

        private static List<String> services(PoolEntry entry) {
            return switch (entry) {
                case ClassEntry type when type.asInternalName().contains(SERVICES) ->
                        List.of(type.asInternalName().replaceAll("^\\[+L|;$", ""));
                case Utf8Entry text when text.stringValue().contains("L" + SERVICES) ->
                        NAMED.matcher(text.stringValue())
                                .results()
                                .map(found -> found.group(1))
                                .toList();
                default -> List.of();
            };
        }

        /// Files in which the SDK looks for names of classes.
        private static void texts(Map<String, byte[]> jar, Consumer<String> look) {
            jar.forEach((name, bytes) -> {
                if (name.startsWith("META-INF/services/") || name.endsWith(".interceptors")) {
                    look.accept(new String(bytes, StandardCharsets.UTF_8));
                }
            });
        }

        private static List<String> namedIn(String text, Map<String, byte[]> jar) {
            return text.lines()
                    .map(line -> line.strip().replace('.', '/'))
                    .filter(line -> jar.containsKey(line + ".class"))
                    .toList();
        }
    }
}
