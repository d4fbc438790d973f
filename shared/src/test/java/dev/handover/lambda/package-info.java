@NullMarked
package dev.handover.lambda;

import org.jspecify.annotations.NullMarked;
