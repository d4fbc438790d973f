@NullMarked
package dev.handover.operation.erase;

import org.jspecify.annotations.NullMarked;
