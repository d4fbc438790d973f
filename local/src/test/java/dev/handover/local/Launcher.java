package dev.handover.local;

import dev.handover.local.emulator.Cloud;
import dev.handover.local.emulator.CloudStack;

import software.amazon.awssdk.services.sesv2.SesV2Client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Deploys the template to an emulator, and runs its functions here. Each operation gets a stack of
/// its own.
///
/// @param mails the subjects of all that SES was given, in order
/// @param stacks those that were launched
record Launcher(Cloud cloud, Supplier<String> mails, List<CloudStack> stacks) {
    private static final String MAIL_FROM = "handover@example.org";

    static Launcher on(Cloud cloud, Supplier<String> mails) {
        try (SesV2Client ses = cloud.ses()) {
            ses.createEmailIdentity(identity -> identity.emailIdentity(MAIL_FROM));
        }
        return new Launcher(cloud, mails, new ArrayList<>());
    }

    /// @param name of the stack
    /// @param dataMap name of a shipped one, or the path of a file
    DemonstrationRun launch(String name, String dataMap) throws IOException {
        return launch(name, Map.of("DATA_MAP", dataMap));
    }

    /// @param environment names the data map, as `DATA_MAP`
    DemonstrationRun launch(String name, Map<String, String> environment) throws IOException {
        CloudStack stack = CloudStack.create(cloud, name, DemonstrationRun.template(), MAIL_FROM);
        stacks.add(stack);
        String endpoint = cloud.endpoint().toString();
        Map<String, String> all = new HashMap<>(environment);
        all.put("AWS_ENDPOINT_URL", endpoint);
        all.put("AWS_ENDPOINT_URL_SESV2", endpoint);
        all.put("AWS_ACCESS_KEY_ID", Cloud.ACCESS_KEY);
        all.put("AWS_SECRET_ACCESS_KEY", Cloud.SECRET);
        all.put("MAIL_FROM", MAIL_FROM);
        return DemonstrationRun.on(stack.deployment(), all, mails);
    }
}
