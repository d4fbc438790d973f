@NullMarked
package dev.handover.verifyrun;

import org.jspecify.annotations.NullMarked;
