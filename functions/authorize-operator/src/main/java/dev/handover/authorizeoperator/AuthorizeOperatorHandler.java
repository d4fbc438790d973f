package dev.handover.authorizeoperator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;

import dev.handover.lambda.Deployed;
import dev.handover.lambda.EventJson;
import dev.handover.lambda.JsonHandler;
import dev.handover.lambda.Variable;
import dev.handover.lambda.Wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every call of `/operator/*` → whether its bearer token is an operator's, and whose. Never throws
/// for what a caller sent: API Gateway would answer 500.
public final class AuthorizeOperatorHandler
        implements JsonHandler<APIGatewayV2CustomAuthorizerEvent, SimpleIAMPolicyResponse> {
    private final OperatorTokens tokens;

    public AuthorizeOperatorHandler() {
        this(
                OperatorTokens.parse(
                        Wiring.of(Deployed.AUTHORIZE_OPERATOR)
                                .env()
                                .required(Variable.OPERATOR_TOKENS)));
        EventJson.prime(
                APIGatewayV2CustomAuthorizerEvent.class,
                new SimpleIAMPolicyResponse(false, Map.of()));
    }

    AuthorizeOperatorHandler(OperatorTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public APIGatewayV2CustomAuthorizerEvent event(byte[] json) {
        return EventJson.read(json, APIGatewayV2CustomAuthorizerEvent.class);
    }

    @Override
    public SimpleIAMPolicyResponse handleRequest(
            APIGatewayV2CustomAuthorizerEvent event, Context context) {
        List<String> identity = event.getIdentitySource();
        Optional<String> operator =
                identity == null || identity.isEmpty()
                        ? Optional.empty()
                        : tokens.operator(identity.getFirst());
        return new SimpleIAMPolicyResponse(
                operator.isPresent(),
                operator.map(name -> Map.of("operator", name)).orElse(Map.of()));
    }
}
