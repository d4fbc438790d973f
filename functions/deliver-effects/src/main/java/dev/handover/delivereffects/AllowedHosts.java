package dev.handover.delivereffects;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Whom effects may be posted to, by host name, with or without a port. Nobody else is, whatever an
/// address says or redirects to.
final class AllowedHosts {
    private final Set<String> hosts;

    private AllowedHosts(Set<String> hosts) {
        this.hosts = hosts;
    }

    /// @param list `host,host:port`
    static AllowedHosts of(String list) {
        return new AllowedHosts(
                Arrays.stream(list.split(","))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    boolean allow(URI address) {
        String host = address.getHost();
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || host == null || address.getRawUserInfo() != null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return hosts.contains(name)
                || (address.getPort() >= 0 && hosts.contains(name + ":" + address.getPort()));
    }
}
