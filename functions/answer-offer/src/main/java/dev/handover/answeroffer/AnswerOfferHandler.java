package dev.handover.answeroffer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.handover.lambda.ClaimWiring;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.Http;
import dev.handover.lambda.Http.Route;
import dev.handover.lambda.Persons;
import dev.handover.lambda.Wiring;
import dev.handover.operation.offer.Mailer;
import dev.handover.run.Engine;

import java.util.List;

/// `POST /offers/{offerId}/proof`, `/accept` and `/decline` → the person's answer to an offer.
public final class AnswerOfferHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Http http;

    public AnswerOfferHandler() {
        this(Wiring.of(Deployed.ANSWER_OFFER));
    }

    private AnswerOfferHandler(Wiring wiring) {
        this(
                ClaimWiring.of(wiring),
                new Persons(wiring.userInfo()),
                wiring.mailer(),
                wiring.engine());
    }

    AnswerOfferHandler(ClaimWiring claim, Persons persons, Mailer mailer, Engine engine) {
        ProveOwnership prove =
                new ProveOwnership(
                        persons, claim.sights(), claim.prover(mailer), claim.ways(), engine.log());
        TakeAnswer take = new TakeAnswer(persons, claim.answers(engine));
        http =
                new Http(
                        engine.log(),
                        List.of(
                                Route.of("POST /offers/{offerId}/proof", prove::prove),
                                Route.of("POST /offers/{offerId}/accept", take::accept),
                                Route.of("POST /offers/{offerId}/decline", take::decline)));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return http.run(event);
    }
}
