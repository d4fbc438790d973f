@NullMarked
package dev.handover.local.triggers;

import org.jspecify.annotations.NullMarked;
