/// Mail in the local run: printed.
@NullMarked
package dev.handover.operation.offer.local;

import org.jspecify.annotations.NullMarked;
