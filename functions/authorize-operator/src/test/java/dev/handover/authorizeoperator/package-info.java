@NullMarked
package dev.handover.authorizeoperator;

import org.jspecify.annotations.NullMarked;
