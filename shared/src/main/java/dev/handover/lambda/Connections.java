package dev.handover.lambda;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// The HTTP connections of all clients of a function. They can be closed while the clients go on:
/// the next request opens new ones. A snapshot must hold none, they would be dead when it wakes up.
final class Connections implements SdkHttpClient {
    private @Nullable SdkHttpClient open;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return current().prepareRequest(request);
    }

    private synchronized SdkHttpClient current() {
        SdkHttpClient current = open;
        if (current == null) {
            current = Apache5HttpClient.create();
            open = current;
        }
        return current;
    }

    @Override
    public String clientName() {
        return "Apache5"; // for the user agent, without opening one
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
