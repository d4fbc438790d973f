package dev.handover.local.demonstration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Accounts as GeneNetwork's old web application wrote them.
final class OldUserJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ITERATIONS = 100_000; // as the web application
    private static final int KEY_BYTES = 32; // as the web application

    private OldUserJson() {}

    static ObjectNode withEmail(int number, String email, String fullName) {
        ObjectNode user = JSON.createObjectNode();
        user.put("user_id", Person.oldId(number));
        user.put("email_address", email);
        user.put("full_name", fullName);
        user.put("organization", "Example University");
        user.put("confirmed", 1);
        ObjectNode registration = user.putObject("registration_info");
        registration.put("timestamp", "2020-02-03T10:11:12.131415");
        registration.put("ip_address", "192.0.2.1");
        registration.put("user_agent", "Mozilla/5.0");
        return user;
    }

    static ObjectNode fromGitHub(int number, String name) {
        ObjectNode user = JSON.createObjectNode();
        user.put("user_id", Person.oldId(number));
        user.put("name", name);
        user.put("github_id", 1000 + number);
        user.put("user_url", "https://github.invalid/" + number);
        user.put("login_type", "github");
        user.put("organization", "");
        user.put("active", 1);
        user.put("confirmed", 1);
        return user;
    }

    static ObjectNode password(String password) {
        byte[] salt = "thirty-two bytes of a known salt".getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] key =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(
                                    new PBEKeySpec(
                                            password.toCharArray(),
                                            salt,
                                            ITERATIONS,
                                            KEY_BYTES * 8))
                            .getEncoded();
            ObjectNode record = JSON.createObjectNode();
            record.put("algorithm", "pbkdf2");
            record.put("hashfunc", "sha256");
            record.put("salt", Base64.getEncoder().encodeToString(salt));
            record.put("iterations", ITERATIONS);
            record.put("keylength", KEY_BYTES);
            record.put("created_timestamp", "2020-02-03T10:11:12.131415");
            record.put("password", HexFormat.of().formatHex(key));
            return record;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has PBKDF2", e);
        }
    }
}
