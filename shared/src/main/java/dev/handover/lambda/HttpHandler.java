package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/// Takes calls that come over HTTP.
public interface HttpHandler extends JsonHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    @Override
    default APIGatewayV2HTTPEvent event(byte[] json) {
        return EventJson.read(json, APIGatewayV2HTTPEvent.class);
    }
}
