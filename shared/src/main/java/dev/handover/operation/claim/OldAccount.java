package dev.handover.operation.claim;

import com.fasterxml.jackson.databind.JsonNode;

/// What stands under one id in the old account base.
public sealed interface OldAccount {
    String id();

    /// An account that a person can be found by.
    ///
    /// @param address as it stands there, without the white space around it: to send mail to and
    ///   for nothing else
    /// @param password the password's record, unread; missing node when there is none. See
    ///   [Pbkdf2Password].
    record Account(String id, EmailHash email, String address, JsonNode password)
            implements OldAccount {
        /// Without the address: this text may end in a log.
        @Override
        public String toString() {
            return "Account[" + id + "]";
        }
    }

    /// One that no login can be matched with. It is counted and named, and stops nobody else's.
    ///
    /// @param reason a code in kebab case
    record Malformed(String id, String reason) implements OldAccount {}
}
