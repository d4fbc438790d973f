package dev.handover.operation.offer;

import java.time.Duration;

/// Sends mail to the address of an old account. The only place where an address leaves the stores.
public interface Mailer {
    /// Returns when the mail is on its way.
    ///
    /// @throws MailNotSent when it isn't, for whatever reason
    void sendCode(String address, String code, Duration validFor);

    /// The message says why, never to whom.
    final class MailNotSent extends RuntimeException {
        private static final long serialVersionUID = 1;

        public MailNotSent(Throwable cause) {
            super("a mail could not be sent: " + cause.getClass().getSimpleName());
        }
    }
}
