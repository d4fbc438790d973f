package dev.handover.local.demonstration;

import java.util.List;
import java.util.Locale;

/// Somebody of the demonstration, with an account in the new auth system.
///
/// @param shows what a login as this person shows
public record Person(String name, String userId, String email, String shows) {
    /// Those whom event files and pages may log in as.
    public static final List<Person> ALL =
            List.of(
                    person(
                            "jane",
                            1,
                            "five collections of an old account; one is already there, one there"
                                    + " with other members"),
                    person("max", 2, "two old accounts, some of their collections malformed"),
                    person(
                            "kim",
                            3,
                            "no old account, but the collections of a session without one"),
                    person("nobody", 4, "no old account: nothing to do"),
                    person(
                            "sam",
                            5,
                            "an old account with nothing but the empty default collection: nothing"
                                    + " to do"),
                    person("pat", 6, "an old account whose address differs by its capitals only"),
                    person("bea", 7, "an old account with 500 collections"),
                    person(
                            "tom",
                            8,
                            "an old account that the former silent migration has already moved"),
                    person("ada", 9, "an old account whose collections can't be read at all"),
                    person(
                            "lou",
                            10,
                            "an old account made through GitHub, without an address: not found"));

    private static Person person(String name, int number, String shows) {
        return new Person(
                name,
                newId(number),
                name + (name.equals("pat") ? ".lee" : "") + "@example.org",
                shows);
    }

    public static Person named(String name) {
        return ALL.stream()
                .filter(person -> person.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    public String token() {
        return "demo-" + name;
    }

    public String fullName() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " Example";
    }

    static String newId(int number) {
        return "a1c0ffee-0000-4000-8000-%012d".formatted(number);
    }

    static String oldId(int number) {
        return "01d0ffee-0000-4000-8000-%012d".formatted(number);
    }
}
