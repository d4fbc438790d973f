/// DynamoDB as a store: items of tables.
@NullMarked
package dev.handover.store.dynamo;

import org.jspecify.annotations.NullMarked;
