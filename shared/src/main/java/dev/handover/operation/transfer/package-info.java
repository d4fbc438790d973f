/// Gives a person's records to another: their owner and the owner's shown name change, and what
/// embeds, copies or caches them follows.
@NullMarked
package dev.handover.operation.transfer;

import org.jspecify.annotations.NullMarked;
