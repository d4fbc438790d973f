package dev.handover.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lists of what happens when a user is deleted, or when their records are given to another,
/// name tests that there are, and leave out none of the scenarios.
class ScenariosTest {
    private static final Pattern TEST =
            Pattern.compile("@(?:Parameterized)?Test\\b.*?\\n    void (\\w+)\\(", Pattern.DOTALL);

    /// Each line's last word.
    private static Set<String> named(String list) throws IOException {
        return House.text("local/src/test/resources/" + list)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// By class: the tests in its source.
    private static Map<String, Set<String>> tests(Set<String> classes) throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (String module : List.of("shared", "local", "functions")) {
            try (Stream<Path> files = Files.walk(House.file(module))) {
                for (Path file : files.filter(path -> isTest(path, classes)).toList()) {
                    Set<String> methods = new TreeSet<>();
                    TEST.matcher(Files.readString(file))
                            .results()
                            .forEach(test -> methods.add(test.group(1)));
                    tests.put(name(file), methods);
                }
            }
        }
        return tests;
    }

    private static boolean isTest(Path path, Set<String> classes) {
        return path.toString().contains("src/test/java")
                && path.toString().endsWith(".java")
                && classes.contains(name(path));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    @ParameterizedTest
    @CsvSource({
        "deletion-scenarios.txt, EraseScenarios",
        "transfer-scenarios.txt, TransferScenarios"
    })
    void everyLineNamesATestThatThereIsAndNoScenarioIsLeftOut(String list, String scenarios)
            throws IOException {
        Set<String> named = named(list);
        Set<String> classes =
                named.stream()
                        .map(test -> test.substring(0, test.indexOf('.')))
                        .collect(Collectors.toSet());
        Map<String, Set<String>> tests = tests(classes);
        Set<String> there = new TreeSet<>();
        tests.forEach((name, methods) -> methods.forEach(method -> there.add(name + "." + method)));
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(there);
        assertEquals(Set.of(), missing);

        Set<String> unnamed = new TreeSet<>();
        tests.getOrDefault(scenarios, Set.of())
                .forEach(method -> unnamed.add(scenarios + "." + method));
        assertTrue(unnamed.size() > 40, "the scenarios are found");
        unnamed.removeAll(named);
        assertEquals(Set.of(), unnamed);
    }
}
