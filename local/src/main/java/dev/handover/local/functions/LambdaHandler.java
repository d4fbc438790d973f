package dev.handover.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;

import dev.handover.local.LocalProblem;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;

/// A handler behind the serialisation that Lambda puts before it: bytes in, bytes out.
interface LambdaHandler {
    byte[] handle(byte[] event, Context context) throws IOException;

    static LambdaHandler of(Object handler) {
        return switch (handler) {
            case RequestStreamHandler stream ->
                    (event, context) -> {
                        ByteArrayOutputStream answer = new ByteArrayOutputStream();
                        stream.handleRequest(new ByteArrayInputStream(event), answer, context);
                        return answer.toByteArray();
                    };
            case RequestHandler<?, ?> objects -> ofObjects(objects);
            default ->
                    throw new LocalProblem(
                            handler.getClass().getName() + " isn't a Lambda handler");
        };
    }

    private static LambdaHandler ofObjects(RequestHandler<?, ?> handler) {
        Type[] types = eventAndAnswer(handler.getClass());
        PojoSerializer<Object> events = serializer(types[0]);
        PojoSerializer<Object> answers = serializer(types[1]);
        @SuppressWarnings("unchecked") // the types are those that its class declares
        RequestHandler<Object, Object> typed = (RequestHandler<Object, Object>) handler;
        return (event, context) -> {
            Object answer =
                    typed.handleRequest(events.fromJson(new ByteArrayInputStream(event)), context);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            answers.toJson(answer, json);
            return json.toByteArray();
        };
    }

    private static Type[] eventAndAnswer(Class<?> handler) {
        return Arrays.stream(handler.getGenericInterfaces())
                .filter(type ->
                        type instanceof ParameterizedType p
                                && p.getRawType() == RequestHandler.class)
                .map(type -> ((ParameterizedType) type).getActualTypeArguments())
                .findFirst()
                .orElseThrow(() ->
                        new LocalProblem(
                                handler.getName() + " must itself implement RequestHandler<…, …>"));
    }

    @SuppressWarnings("unchecked") // a serializer of the type that is asked for
    private static PojoSerializer<Object> serializer(Type type) {
        if (type instanceof Class<?> c
                && LambdaEventSerializers.isLambdaSupportedEvent(c.getName())) {
            return (PojoSerializer<Object>)
                    LambdaEventSerializers.serializerFor(c, c.getClassLoader());
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
