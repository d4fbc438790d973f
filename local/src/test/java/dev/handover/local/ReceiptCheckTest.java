package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.run.local.KeyFileSigner;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;

class ReceiptCheckTest {
    private static final String RECEIPT =
            """
            {"runId":"run-1","operation":"erase","leg":"forward","state":"complete",\
            "counts":{"found":5,"changed":3,"unchanged":0,"skipped":1,"held":0,"unsupported":1,"failed":0,"pending":0},\
            "byKind":{"neo4j/Question":{"found":4,"changed":3,"unchanged":0,"skipped":0,"held":0,"unsupported":1,"failed":0},\
            "redis/cache":{"found":1,"changed":0,"unchanged":0,"skipped":1,"held":0,"unsupported":0,"failed":0}},\
            "records":[{"stage":"erase","record":"do_1 \\"x\\"","verdict":"UNSUPPORTED","reason":"creator-is-a-list"}]}\
            """;

    @TempDir Path folder;
    private Path key;
    private KeyFileSigner signer;

    @BeforeEach
    void signer() throws IOException {
        Files.createDirectories(folder.resolve("keys"));
        signer = new KeyFileSigner(folder.resolve("keys/SigningKey"));
        key = folder.resolve("keys/SigningKey.pub");
    }

    private static String layout(String text, String algorithm, String keyId, byte[] signature) {
        ObjectNode answer = Json.object();
        answer.set("receipt", Json.parse(text));
        answer.putObject("signature")
                .put("algorithm", algorithm)
                .put("keyId", keyId)
                .put("value", Base64.getEncoder().encodeToString(signature))
                .put("signed", text);
        return answer.toPrettyString();
    }

    private String signed(String text) {
        var signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
        return layout(text, signature.algorithm(), signature.keyId(), signature.bytes());
    }

    private String check(byte[] receipt) throws ReceiptCheck.Wrong {
        try {
            return ReceiptCheck.check(Files.write(folder.resolve("receipt.json"), receipt), key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String check(String receipt) throws ReceiptCheck.Wrong {
        return check(receipt.getBytes(StandardCharsets.UTF_8));
    }

    private String wrong(String receipt) {
        return String.valueOf(
                assertThrows(ReceiptCheck.Wrong.class, () -> check(receipt)).getMessage());
    }

    @Test
    @DisplayName("a receipt that holds is told in a line")
    void holds() throws Exception {
        String told = check(signed(RECEIPT));
        assertTrue(told.startsWith("run run-1 (erase): complete, 5 records; signed by "), told);
    }

    @Test
    @DisplayName("whichever byte is changed, it doesn't hold any more")
    void anyByte() throws Exception {
        byte[] good = signed(RECEIPT).getBytes(StandardCharsets.UTF_8);
        check(good);
        for (int i = 0; i < good.length; i++) {
            for (int bit : new int[] {1, 2, 32}) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) bit;
                int at = i;
                boolean isSpace = good[i] <= ' ' && bad[i] <= ' ';
                if (!isSpace) { // a tab for a blank between two fields says nothing else
                    assertThrows(
                            ReceiptCheck.Wrong.class,
                            () -> check(bad),
                            () -> "byte " + at + " was not missed");
                }
            }
        }
    }

    @Test
    @DisplayName("another's key doesn't verify it")
    void anotherKey() throws Exception {
        String receipt = signed(RECEIPT);
        signer = new KeyFileSigner(folder.resolve("other"));
        key = folder.resolve("other.pub");
        assertTrue(wrong(receipt).contains("not that key's"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"found\":5,|\"found\":6,|the whole",
                "\"found\":4,|\"found\":3,|more verdicts",
                "\"pending\":0|\"pending\":1|don't add up",
                "\"unsupported\":1,\"failed\":0},|\"unsupported\":1,\"failed\":0.5},|is missing:"
                        + " failed",
                "\"skipped\":1,|\"skipped\":-1,|is missing: skipped"
            })
    @DisplayName("counts that don't add up are seen, whoever signed them")
    void counts(String from, String to, String said) {
        String message =
                wrong(signed(RECEIPT.replaceFirst(java.util.regex.Pattern.quote(from), to)));
        assertTrue(message.contains(said), message);
    }

    @Test
    @DisplayName("complete with a failed record is not complete")
    void completeWithFailures() {
        String failed =
                RECEIPT.replace("\"unsupported\":1,\"failed\":0", "\"unsupported\":0,\"failed\":1");
        assertTrue(wrong(signed(failed)).contains("it says complete"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "no JSON", "{\"receipt\":{}}", "{\"a\":1,\"a\":2}"})
    @DisplayName("what is no receipt is none")
    void noReceipt(String text) {
        wrong(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ES256, EC, SHA256withECDSAinP1363Format", "RS256, RSA, SHA256withRSA"})
    @DisplayName("keys of AWS verify too, as PEM and as AWS prints them")
    void keysOfAws(String algorithm, String kind, String signature) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
        String base64 = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        String receipt = layout(RECEIPT, algorithm, "arn:aws:kms:key", sign(pair, signature));
        key = Files.writeString(folder.resolve("aws"), base64 + "\n");
        check(receipt);
        key =
                Files.writeString(
                        folder.resolve("aws.pem"),
                        "-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder()
                                        .encodeToString(pair.getPublic().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n");
        check(receipt);
        assertTrue(wrong(receipt.replace("run-1", "run-2")).contains("not that key's"));
    }

    private static byte[] sign(KeyPair pair, String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(RECEIPT.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }

    @Test
    @DisplayName("the command tells by its exit status: 0 holds, 4 doesn't, 2 can't be checked")
    void command() throws Exception {
        Path good = Files.writeString(folder.resolve("good.json"), signed(RECEIPT));
        Path bad =
                Files.writeString(
                        folder.resolve("bad.json"), signed(RECEIPT).replace("erase", "eraze"));
        assertEquals(0, main("check-receipt", good.toString()));
        assertEquals(0, main("check-receipt", good.toString(), "--key", key.toString()));
        assertEquals(4, main("check-receipt", bad.toString()));
        assertEquals(2, main("check-receipt", folder.resolve("none.json").toString()));
        assertEquals(2, main("check-receipt", good.toString(), "--key", "no-such-key"));
        assertEquals(2, main("check-receipt", good.toString(), "--key", good.toString()));
        assertEquals(2, main("check-receipt"));
        assertEquals(2, main("check-receipt", good.toString(), bad.toString()));
    }

    private int main(String... words) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true);
        return new Main(
                        Map.of("HANDOVER_DATA", folder.toString()),
                        new Terminal(nowhere, nowhere, false))
                .run(List.of(words));
    }
}
