package dev.handover.answeroffer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.handover.lambda.ClaimWiring;
import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.Http;
import dev.handover.lambda.Http.Route;
import dev.handover.lambda.HttpHandler;
import dev.handover.lambda.NoClaim;
import dev.handover.lambda.Persons;
import dev.handover.lambda.TransferOffers;
import dev.handover.lambda.Wiring;
import dev.handover.operation.offer.Mailer;
import dev.handover.run.Engine;

import java.util.List;

/// `POST /offers/{offerId}/proof`, `/accept` and `/decline` → the person's answer to an offer.
public final class AnswerOfferHandler implements HttpHandler {
    private static final String PROOF = "POST /offers/{offerId}/proof";
    private static final String ACCEPT = "POST /offers/{offerId}/accept";
    private static final String DECLINE = "POST /offers/{offerId}/decline";

    private final Current<Http> http;

    public AnswerOfferHandler() {
        http = Wiring.of(Deployed.ANSWER_OFFER).current(AnswerOfferHandler::http);
    }

    AnswerOfferHandler(ClaimWiring claim, Persons persons, Mailer mailer, Engine engine) {
        http = Current.always(http(claim, persons, mailer, engine));
    }

    private static Http http(Wiring wiring) {
        if (TransferOffers.isIn(wiring.dataMap())) {
            return transfers(new Persons(wiring.userInfo()), wiring.engine());
        }
        return NoClaim.is(wiring)
                ? NoClaim.http(wiring.log(), PROOF, ACCEPT, DECLINE)
                : http(
                        ClaimWiring.of(wiring),
                        new Persons(wiring.userInfo()),
                        wiring.mailer(),
                        wiring.engine());
    }

    static Http transfers(Persons persons, Engine engine) {
        TransferOffers offers = new TransferOffers(persons, engine.ledger());
        return NoClaim.http(engine.log(), offers.answering(ACCEPT, DECLINE, engine), PROOF);
    }

    private static Http http(ClaimWiring claim, Persons persons, Mailer mailer, Engine engine) {
        ProveOwnership prove =
                new ProveOwnership(
                        persons, claim.sights(), claim.prover(mailer), claim.ways(), engine.log());
        TakeAnswer take = new TakeAnswer(persons, claim.answers(engine));
        return new Http(
                engine.log(),
                List.of(
                        Route.of(PROOF, prove::prove),
                        Route.of(ACCEPT, take::accept),
                        Route.of(DECLINE, take::decline)));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return http.get().run(event);
    }
}
