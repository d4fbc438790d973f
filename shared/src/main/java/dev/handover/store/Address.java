package dev.handover.store;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a store is and with which secret one gets in: a deployment parameter, never in the data
/// map.
///
/// @param url empty for kinds that are reached with the function's AWS role; may hold a password,
///   so no message repeats it
/// @param aws for the kinds that are services of AWS
public record Address(String url, AwsAccess aws) {
    /// @throws IllegalArgumentException that doesn't repeat what is none
    public URI uri() {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            // neither the address nor the cause, which repeats it
            throw new IllegalArgumentException("a store's address is not a URL");
        }
    }

    @Override
    public String toString() {
        return "Address[…]";
    }
}
