/// MariaDB as a store, on a real server.
@NullMarked
package dev.handover.store.jdbc;

import org.jspecify.annotations.NullMarked;
