package dev.handover.findoffers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.handover.lambda.ClaimWiring;
import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.NoClaim;
import dev.handover.lambda.QueueHandler;
import dev.handover.lambda.SqsBatch;
import dev.handover.lambda.Wiring;
import dev.handover.operation.offer.LoginNote;
import dev.handover.operation.offer.Offers;
import dev.handover.run.Log;
import dev.handover.run.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Queue `logins` → a look for what the same person's old account left behind. Looking twice finds
/// the same offer; where the data map has no claim, there is nothing to look for.
public final class FindOffersHandler implements QueueHandler {
    private final Current<SqsBatch<LoginNote>> batch;

    public FindOffersHandler() {
        batch =
                Wiring.of(Deployed.FIND_OFFERS)
                        .current(wiring ->
                                batch(
                                        NoClaim.is(wiring) ? null : ClaimWiring.of(wiring).offers(),
                                        wiring.log()));
    }

    FindOffersHandler(@Nullable Offers offers, Log log) {
        batch = Current.always(batch(offers, log));
    }

    private static SqsBatch<LoginNote> batch(@Nullable Offers offers, Log log) {
        return new SqsBatch<>(
                "find-offers",
                message -> LoginNote.parse(message.getBody()),
                login -> Map.of("user", login.userId()),
                (login, deadline) -> {
                    if (offers != null) {
                        offers.look(
                                login.userId(), Optional.ofNullable(login.emailHash()), List.of());
                    }
                    return new Outcome.Done();
                },
                log);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batch.get().run(event, context);
    }
}
