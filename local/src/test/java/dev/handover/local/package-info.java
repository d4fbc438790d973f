@NullMarked
package dev.handover.local;

import org.jspecify.annotations.NullMarked;
