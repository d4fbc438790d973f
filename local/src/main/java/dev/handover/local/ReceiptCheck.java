package dev.handover.local;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Checks a receipt as the API and the run command give it, with nothing but the file and the
/// public key: that it was signed by that key and not changed since, and that its counts add up.
final class ReceiptCheck {
    private static final String PENDING = "pending";
    private static final List<String> VERDICTS =
            List.of("changed", "unchanged", "skipped", "held", "unsupported", "failed");
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private ReceiptCheck() {}

    /// What is wrong with a receipt, in a line.
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String what) {
            super(what);
        }
    }

    /// @return what was found, for a person
    /// @throws Wrong when it doesn't hold
    /// @throws LocalProblem when the files can't be read
    static String check(Path file, Path key) throws Wrong {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LocalProblem("The receipt " + file + " can't be read", e);
        }
        JsonNode answer = json(new String(bytes, StandardCharsets.UTF_8), "the file");
        JsonNode signature = answer.path("signature");
        only(answer, Set.of("receipt", "signature"));
        only(signature, Set.of("algorithm", "keyId", "value", "signed"));
        String signed = signature.path("signed").asText();
        ReceiptKey.Kind kind =
                ReceiptKey.Kind.named(signature.path("algorithm").asText())
                        .orElseThrow(() -> new Wrong("it is signed in a way that nobody knows"));
        String keyId = signature.path("keyId").asText();
        ReceiptKey publicKey = ReceiptKey.read(key, kind);
        if (!publicKey.verifies(
                signed.getBytes(StandardCharsets.UTF_8), value(signature.path("value").asText()))) {
            throw new Wrong("the signature is not that key's, or the receipt was changed");
        }
        if (!isCalled(publicKey, keyId)) {
            throw new Wrong("it names another key than this one");
        }
        JsonNode receipt = json(signed, "what was signed");
        if (!receipt.equals(answer.path("receipt"))) {
            throw new Wrong("the receipt says something else than what was signed");
        }
        addsUp(receipt);
        return "run %s (%s): %s, %d records; signed by %s, counts add up"
                .formatted(
                        receipt.path("runId").asText(),
                        receipt.path("operation").asText(),
                        receipt.path("state").asText(),
                        receipt.at("/counts/found").asLong(),
                        keyId);
    }

    private static boolean isCalled(ReceiptKey key, String id) {
        try {
            return key.isCalled(id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JsonNode json(String text, String what) throws Wrong {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            throw new Wrong(what + " is not JSON");
        }
    }

    private static void only(JsonNode object, Set<String> fields) throws Wrong {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        if (!names.equals(fields)) {
            throw new Wrong("it is no signed receipt: it must have " + new TreeSet<>(fields));
        }
    }

    /// Base64 in the one form that it is written in: others would decode to the same bytes.
    private static byte[] value(String base64) throws Wrong {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new Wrong("the signature is not base64");
    }

    private static void addsUp(JsonNode receipt) throws Wrong {
        SortedMap<String, Long> sum = new TreeMap<>();
        for (Map.Entry<String, JsonNode> kind : receipt.path("byKind").properties()) {
            counts(kind.getValue()).forEach((name, count) -> sum.merge(name, count, Long::sum));
        }
        JsonNode stated = receipt.path("counts");
        SortedMap<String, Long> total = counts(stated);
        if (!sum.isEmpty() && !sum.equals(total)) {
            throw new Wrong("the counts of the kinds don't add up to the whole");
        }
        if (number(stated, PENDING) != total.get(PENDING)) {
            throw new Wrong("the counts don't add up");
        }
        boolean complete = receipt.path("state").asText().equals("complete");
        if (complete && (total.get(PENDING) != 0 || total.get("failed") != 0)) {
            throw new Wrong("it says complete, and some records are pending or failed");
        }
    }

    /// With what is pending: what is left of those found.
    private static SortedMap<String, Long> counts(JsonNode stated) throws Wrong {
        SortedMap<String, Long> counts = new TreeMap<>();
        long pending = number(stated, "found");
        counts.put("found", pending);
        for (String verdict : VERDICTS) {
            long count = number(stated, verdict);
            counts.put(verdict, count);
            pending -= count;
        }
        if (pending < 0) {
            throw new Wrong("more verdicts than records found");
        }
        counts.put(PENDING, pending);
        return counts;
    }

    private static long number(JsonNode counts, String name) throws Wrong {
        JsonNode count = counts.path(name);
        if (!count.isIntegralNumber() || count.asLong() < 0) {
            throw new Wrong("a count is missing: " + name);
        }
        return count.asLong();
    }
}
