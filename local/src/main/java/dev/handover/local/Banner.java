package dev.handover.local;

import dev.handover.local.demonstration.DemonstrationData;
import dev.handover.local.demonstration.Person;
import dev.handover.local.template.Trigger;

import java.util.List;

/// What a person reads when everything is up: where to look, as whom, and what to try.
final class Banner {
    private Banner() {}

    static String of(LocalRun run, double seconds) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Handover runs: %d functions, ready after %.1f s",
                run.template().size(),
                seconds);
        line(text, "");
        if (run.claims()) {
            line(text, "  for people     %s/welcome", run.url());
        }
        line(text, "  for operators  %s/console", run.url());
        line(text, "  operator token %s", run.operator().token());
        line(
                text,
                "  state          %s (functions.log has what the functions log)",
                run.folder().root());
        line(
                text,
                "  receipts       are checked with %s",
                run.folder().file("keys/SigningKey.pub"));
        line(
                text,
                "  Redis          %s%s",
                shown(run.stack().redisUrl()),
                run.stack().ownsRedis() ? "" : " (yours)");
        run.stack().databases().forEach((name, url) -> line(text, "  %-14s %s", name, url));
        run.stack().endpoints().forEach((service, uri) -> line(text, "  %-14s %s", service, uri));
        line(text, "  mails          are shown here");
        line(text, "");
        routes(run).forEach(route -> line(text, "  %s", route));
        if (run.claims()) {
            claims(text, run);
        } else {
            line(text, "");
            line(text, "Try: the console's \"Accounts\", for a survey, and \"Start a run\"");
        }
        text.append("Stop with Ctrl-C; the next start goes on from here.");
        return text.toString();
    }

    /// As whom one can claim, and how to begin.
    private static void claims(StringBuilder text, LocalRun run) {
        if (run.demonstrationPeople()) {
            line(text, "");
            line(text, "People of the demonstration, each with a bearer token:");
            Person.ALL.forEach(p -> line(text, "  %-12s %s", p.token(), p.shows()));
        }
        if (run.stack().ownsRedis()) {
            line(text, "  kim's cookie   %s", DemonstrationData.COOKIE);
            line(text, "  jane's old password   %s", DemonstrationData.OLD_PASSWORD);
        }
        line(text, "");
        line(text, "Try: curl -X POST -H 'Authorization: Bearer demo-jane' %s/login", run.url());
    }

    private static List<String> routes(LocalRun run) {
        return run.template().stream()
                .flatMap(function -> function.triggers().stream())
                .filter(Trigger.Route.class::isInstance)
                .map(Trigger.Route.class::cast)
                .map(route ->
                        "%-6s %s%s"
                                .formatted(
                                        route.method(),
                                        route.path(),
                                        route.authorizer() == null ? "" : "  (operator)"))
                .toList();
    }

    /// Without a password.
    static String shown(String url) {
        return url.replaceFirst("//[^@/]*@", "//***@");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(format.formatted(values)).append('\n');
    }
}
