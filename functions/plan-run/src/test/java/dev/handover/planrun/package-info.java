@NullMarked
package dev.handover.planrun;

import org.jspecify.annotations.NullMarked;
