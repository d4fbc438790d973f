package dev.handover.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.handover.local.demonstration.DemonstrationData;
import dev.handover.local.template.Function;
import dev.handover.local.template.Names;
import dev.handover.local.template.Template;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What `sam local invoke` gives the functions: `local/sam-env.json`, made of the template. Other
/// systems are where the demonstration has them, as a container sees its host; AWS is the one that
/// the shell's credentials are for, with resources by their logical ids.
final class SamEnvironment {
    static final String FILE = "local/sam-env.json";

    private static final String HOST = "http://host.docker.internal";

    private static final Names NAMES =
            new Names() {
                @Override
                public String queueUrl(String queueName) {
                    return HOST + ":9324/" + Names.ACCOUNT + "/" + queueName;
                }

                @Override
                public String key(String logicalId) {
                    return Names.arn("kms", "key/" + logicalId);
                }

                @Override
                public String apiUrl() {
                    return HOST + ":8080";
                }
            };

    private SamEnvironment() {}

    /// The line that does what the run command does with an event.
    static String command(EventFile event) {
        return "sam local invoke %s -e %s --env-vars %s"
                .formatted(event.function(), event.file(), FILE);
    }

    /// All variables of all functions.
    static String of(Path template) throws IOException {
        Map<String, String> demonstration =
                Map.of(
                        "REDIS_URL",
                        "redis://host.docker.internal:6379",
                        "AUTH_USERINFO_URL",
                        HOST + ":8081/oauth2/user/",
                        "COOKIE_HMAC_SECRET",
                        DemonstrationData.COOKIE_SECRET,
                        "MAIL_FROM",
                        "handover@localhost",
                        "OPERATOR_TOKENS",
                        OperatorToken.ofDemonstration().entry());
        Map<String, Map<String, String>> all = new TreeMap<>();
        for (Function function : Template.read(template, demonstration, NAMES).functions()) {
            all.put(function.logicalId(), new TreeMap<>(function.environment()));
        }
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
