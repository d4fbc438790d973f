package dev.handover.store.redis;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Stands between a client and a Redis and, once, cuts the line when the server has done a command
/// but the client has not heard so.
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private volatile @Nullable String cutAfter;

    CuttingProxy(int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("redis://127.0.0.1:" + door.getLocalPort());
    }

    void cutAnswerTo(String command) {
        cutAfter = command;
    }

    private void accept() {
        try {
            while (true) {
                Line line = new Line(door.accept(), new Socket("127.0.0.1", behind));
                Thread.ofVirtual().start(line::ask);
                Thread.ofVirtual().start(line::answer);
            }
        } catch (IOException _) {
            // closed
        }
    }

    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean cut;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void ask() {
            copy(client, server);
        }

        void answer() {
            copy(server, client);
        }

        private void copy(Socket from, Socket to) {
            try (client;
                    server) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[65_536];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    String command = cutAfter;
                    if (from == client
                            && command != null
                            && new String(buffer, 0, n, StandardCharsets.ISO_8859_1)
                                    .contains(command)) {
                        cut = true;
                        cutAfter = null;
                    }
                    if (from == server && cut) {
                        return;
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                }
            } catch (IOException _) {
                // the other side went away
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
