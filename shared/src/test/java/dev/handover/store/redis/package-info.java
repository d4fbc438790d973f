/// Redis as a store, against a real Redis.
@NullMarked
package dev.handover.store.redis;

import org.jspecify.annotations.NullMarked;
