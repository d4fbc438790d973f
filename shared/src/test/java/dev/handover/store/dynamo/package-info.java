/// DynamoDB as a store, on DynamoDB Local.
@NullMarked
package dev.handover.store.dynamo;

import org.jspecify.annotations.NullMarked;
