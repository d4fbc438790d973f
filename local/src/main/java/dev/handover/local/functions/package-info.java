/// Handlers, built and called as Lambda does.
@NullMarked
package dev.handover.local.functions;

import org.jspecify.annotations.NullMarked;
