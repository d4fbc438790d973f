/// MariaDB and MySQL as a store: rows of tables.
@NullMarked
package dev.handover.store.jdbc;

import org.jspecify.annotations.NullMarked;
