@NullMarked
package dev.handover.operation;

import org.jspecify.annotations.NullMarked;
