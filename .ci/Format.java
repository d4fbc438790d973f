import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Checks that every Java file below a folder has the one form (google-java-format, AOSP style), or
/// gives it that form. Maven runs it with the toolchain's Java, because the formatter reads only
/// what its own Java reads.
///
/// `java … Format.java check|fix <folder>`
final class Format {
    /// Not ours, or made by a build.
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".handover");

    public static void main(String[] args) throws IOException {
        boolean fix = args[0].equals("fix");
        Path root = Path.of(args[1]);
        List<Path> wrong;
        try (var files = Files.walk(root)) {
            wrong =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> isOurs(root.relativize(file)))
                            .filter(file -> !isFormed(file, fix))
                            .sorted()
                            .toList();
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(file -> System.err.println("not formatted: " + root.relativize(file)));
            System.err.println("To put them right: mvn -q -N -Pformat process-sources");
            System.exit(1);
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : file) {
            if (LEFT_OUT.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFormed(Path file, boolean fix) {
        var options = JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build();
        var formatter = new Formatter(options);
        try {
            String found = Files.readString(file);
            String meant = formatter.formatSourceAndFixImports(found);
            if (found.equals(meant)) {
                return true;
            }
            if (fix) {
                // twice: a comment that it broke may be indented otherwise when it is read again
                Files.writeString(file, formatter.formatSourceAndFixImports(meant));
            }
            return fix;
        } catch (FormatterException e) {
            System.err.println(file + ": " + e.getMessage());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
