package dev.handover.local.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.handover.local.demonstration.DemonstrationData;
import dev.handover.local.demonstration.Person;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `GET /demo/users`: whom one can be on the welcome page. Only the local run has it, with people
/// who don't exist.
public final class PeopleList implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] list;

    public PeopleList(List<Person> people) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode users = body.putArray("users");
        for (Person person : people) {
            ObjectNode user = users.addObject();
            user.put("name", person.name())
                    .put("token", person.token())
                    .put("shows", person.shows());
            if (person.name().equals(DemonstrationData.COOKIE_OWNER)) {
                user.put("cookie", DemonstrationData.COOKIE);
            }
        }
        list = body.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.getResponseHeaders().set("cache-control", "no-store");
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
        }
    }
}
