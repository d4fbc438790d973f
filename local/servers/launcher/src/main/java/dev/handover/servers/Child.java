package dev.handover.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// What runs in a server's own process: starts the server, tells its address, and ends at once when
/// standard input does. The other end of that pipe is in the process that wants the server, so it
/// breaks however that one goes, also by `kill -9`.
///
/// `Child <class> <folder> <keep|discard>`: the class is a `Callable<String>` with a no-argument
/// constructor that answers the address; it finds its folder in the system property `folder`. The
/// address then stands in the file `address` of the folder.
final class Child {
    static final String FOLDER = "folder";
    static final String ADDRESS = "address";
    static final String DISCARD = "discard";
    private static final int ATTEMPTS = 100;

    private Child() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        endWithInput(folder, args[2].equals(DISCARD));
        // The server of an earlier run may still be ending; its files are free when it has.
        FileChannel.open(
                        folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .lock();
        System.setProperty(FOLDER, folder.toString());
        try {
            Callable<?> server =
                    (Callable<?>) Class.forName(args[0]).getDeclaredConstructor().newInstance();
            Path told = folder.resolve("address.new");
            Files.writeString(told, String.valueOf(server.call()));
            Files.move(told, folder.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE);
        } catch (Exception | Error e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1); // other threads would keep it alive
        }
    }

    private static void endWithInput(Path folder, boolean discard) {
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                while (System.in.read() != -1) {
                                    // nobody sends anything
                                }
                            } catch (IOException e) {
                                // the pipe broke: the same
                            }
                            try {
                                if (discard) {
                                    discard(folder);
                                }
                            } finally {
                                Runtime.getRuntime().halt(0);
                            }
                        },
                        "end-with-input");
        // no daemon: of some servers all other threads are
        watch.start();
    }

    /// The server still makes files meanwhile, so several times until none is left.
    private static void discard(Path folder) {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(folder); attempt++) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                // once more
            }
        }
    }
}
