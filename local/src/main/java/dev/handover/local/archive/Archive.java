package dev.handover.local.archive;

import dev.handover.local.LocalProblem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// What is uploaded for one function.
public record Archive(Path file) {
    /// As Lambda does, so that the function finds its `lib/*.jar` in the folder that it starts in.
    ///
    /// @return the folder
    /// @throws LocalProblem when it was not built
    Path unpackedIn(Path folder) {
        if (!Files.exists(file)) {
            throw new LocalProblem(file + " isn't there. Build first: mvn package");
        }
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new LocalProblem(file + " has an entry outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling(""));
                    Files.copy(zip, target);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
