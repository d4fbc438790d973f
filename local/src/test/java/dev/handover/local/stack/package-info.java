@NullMarked
package dev.handover.local.stack;

import org.jspecify.annotations.NullMarked;
