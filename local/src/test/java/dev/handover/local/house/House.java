package dev.handover.local.house;

import dev.handover.local.template.Function;
import dev.handover.local.template.Names;
import dev.handover.local.template.Template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The repository as tests see it.
public final class House {
    /// What the template asks for and has no default; the values don't matter here.
    private static final Map<String, String> PARAMETERS =
            Map.of(
                    "RedisUrl", "redis://127.0.0.1:6379",
                    "AuthUserinfoUrl", "http://127.0.0.1/oauth2/user/",
                    "CookieHmacSecret", "secret",
                    "MailFrom", "handover@example.org",
                    "OperatorTokens", "demo=" + "0".repeat(64));

    private static final Names NAMES =
            new Names() {
                @Override
                public String queueUrl(String queueName) {
                    return "http://127.0.0.1/000000000000/" + queueName;
                }

                @Override
                public String key(String logicalId) {
                    return Names.arn("kms", "key/" + logicalId);
                }

                @Override
                public String apiUrl() {
                    return "http://127.0.0.1";
                }
            };

    private House() {}

    public static Path file(String path) {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("template.yaml"))) {
            here = here.getParent();
        }
        return here.resolve(path);
    }

    public static String text(String path) throws IOException {
        return Files.readString(file(path));
    }

    public static Template template() throws IOException {
        return template(Map.of());
    }

    /// @param more parameters
    public static Template template(Map<String, String> more) throws IOException {
        Map<String, String> parameters = new HashMap<>(PARAMETERS);
        parameters.putAll(more);
        return Template.read(file("template.yaml"), parameters, NAMES);
    }

    /// The template's functions by the folders that their names say.
    static SortedMap<String, Function> functions() throws IOException {
        return template().functions().stream()
                .collect(
                        Collectors.toMap(
                                function -> folder(function.logicalId()),
                                function -> function,
                                (one, _) -> one,
                                TreeMap::new));
    }

    static SortedSet<String> folders(String parent, Predicate<Path> counts) throws IOException {
        try (var children = Files.list(file(parent))) {
            return children.filter(Files::isDirectory)
                    .filter(counts)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// The first group of all finds.
    static SortedSet<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// `ApplyBatchFunction` → `apply-batch`.
    static String folder(String logicalId) {
        Matcher capital =
                Pattern.compile("(?<=.)([A-Z])").matcher(logicalId.replaceFirst("Function$", ""));
        return capital.replaceAll("-$1").toLowerCase(Locale.ROOT);
    }

    /// `apply-batch` → `dev.handover.applybatch.ApplyBatchHandler`.
    static String handler(String folder) {
        String name =
                Arrays.stream(folder.split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
        return "dev.handover." + folder.replace("-", "") + "." + name + "Handler";
    }
}
