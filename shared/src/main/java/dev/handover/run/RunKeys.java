package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// One AES-256 key per run, and the stack's own, each wrapped, in a table without backups: with its
/// key gone, what a run wrote down can't be read by anybody.
public final class RunKeys {
    /// Keys are small and opening one costs a call; a function instance meets few runs in its life.
    private static final int REMEMBERED = 500;

    private final Table keys;
    private final Wrapper wrapper;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> opened = new ConcurrentHashMap<>();

    public RunKeys(Table keys, Wrapper wrapper) {
        this.keys = keys;
        this.wrapper = wrapper;
    }

    /// The key of that name; made when there is none yet.
    public SecretKey make(String name) {
        return find(name)
                .orElseGet(() -> {
                    byte[] key = new byte[32];
                    random.nextBytes(key);
                    String wrapped = Base64.getEncoder().encodeToString(wrapper.wrap(name, key));
                    Item ours = Item.fresh(id(name), Json.object().put("wrapped", wrapped));
                    if (keys.put(ours).isPresent()) {
                        return remembered(name, new SecretKeySpec(key, "AES"));
                    }
                    // somebody was first
                    return find(name)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "the key " + name + " was made and is gone"));
                });
    }

    /// The key of that name, or empty when it was destroyed or never made.
    public Optional<SecretKey> find(String name) {
        SecretKey known = opened.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return keys.get(id(name))
                .map(item -> {
                    byte[] wrapped =
                            Base64.getDecoder().decode(item.body().path("wrapped").asText());
                    return remembered(
                            name, new SecretKeySpec(wrapper.unwrap(name, wrapped), "AES"));
                });
    }

    private SecretKey remembered(String name, SecretKey key) {
        if (opened.size() >= REMEMBERED) {
            opened.clear();
        }
        opened.put(name, key);
        return key;
    }

    void destroy(String name) {
        keys.get(id(name)).ifPresent(keys::delete);
        opened.remove(name);
    }

    private static Id id(String name) {
        return new Id("KEY#" + name, "KEY");
    }
}
