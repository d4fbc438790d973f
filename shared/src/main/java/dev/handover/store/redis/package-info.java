/// Redis as a store: hashes and plain string keys.
@NullMarked
package dev.handover.store.redis;

import org.jspecify.annotations.NullMarked;
