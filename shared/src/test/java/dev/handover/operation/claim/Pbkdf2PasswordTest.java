package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.handover.operation.claim.Pbkdf2Password.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pbkdf2PasswordTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Of "correct horse" and "pässwörd 😀", made with Python's hashlib.pbkdf2_hmac, as the system
    /// makes them.
    private static final String HORSE =
            "eb6d5c8de5fcc850ba948186a654874cf3e56a683281c95efd24603a0e72908a";

    private static final String UMLAUTS =
            "1f41bf57e4bff689156138a32a8cd39f65661fbea41280ff23bf1f81e65e230c";

    private static ObjectNode stored(String key) {
        ObjectNode record = JSON.createObjectNode();
        record.put("algorithm", "pbkdf2").put("hashfunc", "sha256");
        record.put("salt", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        record.put("iterations", 100_000).put("keylength", 32).put("password", key);
        return record.put("created_timestamp", "2021-03-05T09:07:11");
    }

    @Test
    void thePasswordMatchesAndAnythingElseDiffers() {
        assertEquals(new Result.Matches(), Pbkdf2Password.check(stored(HORSE), "correct horse"));
        assertEquals(new Result.Matches(), Pbkdf2Password.check(stored(UMLAUTS), "pässwörd 😀"));
        for (String wrong :
                new String[] {"correct horse ", "Correct horse", "", "x".repeat(2_000), HORSE}) {
            assertEquals(new Result.Differs(), Pbkdf2Password.check(stored(HORSE), wrong));
        }
    }

    @Test
    void anOlderRecordIsTheSameAsAJsonText() {
        JsonNode text = TextNode.valueOf(stored(HORSE).toString());
        assertEquals(new Result.Matches(), Pbkdf2Password.check(text, "correct horse"));
        assertEquals(new Result.Differs(), Pbkdf2Password.check(text, "wrong"));
        assertEquals(
                new Result.Unusable("broken-json"),
                Pbkdf2Password.check(TextNode.valueOf("{"), "x"));
        assertEquals(
                new Result.Unusable("not-an-object"),
                Pbkdf2Password.check(TextNode.valueOf("[1]"), "x"));
        assertEquals(
                new Result.Unusable("no-password"),
                Pbkdf2Password.check(TextNode.valueOf(""), "x"));
    }

    @Test
    void withoutARecordThereIsNoPassword() {
        assertEquals(
                new Result.Unusable("no-password"),
                Pbkdf2Password.check(MissingNode.getInstance(), "x"));
        assertEquals(
                new Result.Unusable("no-password"),
                Pbkdf2Password.check(NullNode.getInstance(), "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    algorithm  | "bcrypt"    | other-algorithm
                    hashfunc   | "md5"       | other-hash-function
                    hashfunc   | null        | other-hash-function
                    iterations | 0           | iterations-out-of-bounds
                    iterations | -1          | iterations-out-of-bounds
                    iterations | 1000001     | iterations-out-of-bounds
                    iterations | 4294967297  | iterations-out-of-bounds
                    iterations | 1e3         | iterations-out-of-bounds
                    iterations | "100000"    | iterations-out-of-bounds
                    keylength  | 15          | key-length-out-of-bounds
                    keylength  | 65          | key-length-out-of-bounds
                    keylength  | null        | key-length-out-of-bounds
                    keylength  | 31          | key-of-another-length
                    salt       | "*"         | salt-not-base64
                    salt       | ""          | no-salt
                    salt       | null        | no-salt
                    password   | "xyz"       | key-not-hex
                    password   | ""          | key-of-another-length
                    password   | null        | key-of-another-length
                    password   | 12          | key-of-another-length
                    """)
    void aRecordThatIsNoneIsUnusableForAReason(String field, String value, String reason)
            throws Exception {
        ObjectNode record = stored(HORSE);
        record.set(field, JSON.readTree(value));
        assertEquals(new Result.Unusable(reason), Pbkdf2Password.check(record, "correct horse"));
    }
}
