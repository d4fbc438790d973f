package dev.handover.offeratlogin;

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
import dev.handover.lambda.Variable;
import dev.handover.lambda.Wiring;
import dev.handover.run.Ledger;
import dev.handover.run.Log;

import java.util.List;

/// `POST /login` and `GET /offers/{offerId}` → what the same person's old account left behind.
public final class OfferAtLoginHandler implements HttpHandler {
    private static final String LOGIN = "POST /login";
    private static final String OFFER = "GET /offers/{offerId}";

    private final Current<Http> http;

    public OfferAtLoginHandler() {
        http = Wiring.of(Deployed.OFFER_AT_LOGIN).current(OfferAtLoginHandler::http);
    }

    OfferAtLoginHandler(
            ClaimWiring claim, Persons persons, String cookieSecret, String clientSecret, Log log) {
        http = Current.always(http(claim, persons, cookieSecret, clientSecret, log));
    }

    private static Http http(Wiring wiring) {
        if (TransferOffers.isIn(wiring.dataMap())) {
            TransferOffers offers =
                    new TransferOffers(
                            new Persons(wiring.userInfo()),
                            new Ledger(wiring.ledger(), wiring.clock()));
            return NoClaim.http(wiring.log(), offers.showing(LOGIN, OFFER));
        }
        return NoClaim.is(wiring)
                ? NoClaim.http(wiring.log(), LOGIN, OFFER)
                : http(
                        ClaimWiring.of(wiring),
                        new Persons(wiring.userInfo()),
                        wiring.env().required(Variable.COOKIE_SECRET),
                        wiring.env().required(Variable.CLIENT_SECRET),
                        wiring.log());
    }

    private static Http http(
            ClaimWiring claim, Persons persons, String cookieSecret, String clientSecret, Log log) {
        AnonymousSession session =
                new AnonymousSession(claim.anonymousOwners(cookieSecret), clientSecret, log);
        Login login =
                new Login(
                        persons,
                        session,
                        claim.hashing(),
                        claim.offers(),
                        claim.sights(),
                        claim.ways());
        return new Http(log, List.of(Route.of(LOGIN, login::look), Route.of(OFFER, login::show)));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return http.get().run(event);
    }
}
