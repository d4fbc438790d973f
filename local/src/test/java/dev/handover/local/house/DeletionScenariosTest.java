package dev.handover.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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

/// The list of what happens when a user is deleted names tests that there are, and leaves out none
/// of the scenarios.
class DeletionScenariosTest {
    private static final Pattern TEST =
            Pattern.compile("@(?:Parameterized)?Test\\b.*?\\n    void (\\w+)\\(", Pattern.DOTALL);

    /// Each line's last word.
    private static Set<String> named() throws IOException {
        return House.text("local/src/test/resources/deletion-scenarios.txt")
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

    @Test
    void everyLineNamesATestThatThereIsAndNoScenarioIsLeftOut() throws IOException {
        Set<String> named = named();
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
        tests.getOrDefault("EraseScenarios", Set.of())
                .forEach(method -> unnamed.add("EraseScenarios." + method));
        assertTrue(unnamed.size() > 40, "the scenarios are found");
        unnamed.removeAll(named);
        assertEquals(Set.of(), unnamed);
    }
}
