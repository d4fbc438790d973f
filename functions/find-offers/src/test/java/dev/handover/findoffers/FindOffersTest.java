package dev.handover.findoffers;

import static dev.handover.operation.offer.ClaimKit.JANE;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.handover.document.Json;
import dev.handover.operation.offer.Call;
import dev.handover.operation.offer.ClaimKit;
import dev.handover.operation.offer.LoginNote;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class FindOffersTest {
    private final ClaimKit kit = new ClaimKit();
    private final FindOffersHandler handler = new FindOffersHandler(kit.claim.offers(), kit.log);

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void aQueuedLoginFindsTheOfferThatThePageWillShow() {
        kit.jane();
        String note =
                Json.text(
                        new LoginNote(
                                JANE, kit.claim.hashing().of("jane@example.org").orElseThrow()));

        assertEquals(List.of(), failures(note, note)); // a message may come twice

        assertEquals(2, kit.logged("offer-found", JANE));
        int items = kit.table.items().size();
        assertEquals(2, kit.offer(JANE, "jane@example.org").records().size());
        assertEquals(items, kit.table.items().size(), "it was there already");
    }

    @Test
    void aLoginWithoutAnAddressFindsNothing() {
        kit.jane();

        assertEquals(List.of(), failures("{\"userId\":\"" + JANE + "\"}"));
        assertEquals(1, kit.logged("offer-nothing", "no-old-account"));
    }

    @Test
    void anUnreadableMessageFailsAloneAndTheOthersAreTaken() {
        kit.jane();

        assertEquals(
                List.of("m0", "m1"), failures("not JSON", "{}", "{\"userId\":\"" + JANE + "\"}"));
    }

    private List<String> failures(String... bodies) {
        List<SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            SQSMessage message = new SQSMessage();
            message.setMessageId("m" + messages.size());
            message.setBody(body);
            messages.add(message);
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages);
        return handler.handleRequest(event, Call.context()).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }
}
