package dev.handover.local.stack;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

import java.net.URI;
import java.nio.file.Path;

/// An S3 server (s3proxy) over a folder.
final class BlobServer implements Part {
    private final S3Proxy server;

    private BlobServer(S3Proxy server) {
        this.server = server;
    }

    /// @param folder absolute: with a relative one s3proxy lists nothing
    static BlobServer start(Path folder, AwsAccess access) throws Exception {
        S3Proxy server =
                S3Proxy.builder()
                        .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(
                                AuthenticationType.AWS_V2_OR_V4, access.keyId(), access.secret())
                        .ignoreUnknownHeaders(true)
                        .stopTimeout(
                                0) // milliseconds; it would wait 2 s for connections that clients
                        // keep open
                        .build();
        server.start();
        return new BlobServer(server);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
