/// The port to the systems' own stores, one adapter package per store kind.
@NullMarked
package dev.handover.store;

import org.jspecify.annotations.NullMarked;
