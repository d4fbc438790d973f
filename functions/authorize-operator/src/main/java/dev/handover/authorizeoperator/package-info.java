/// The function `authorize-operator`.
@NullMarked
package dev.handover.authorizeoperator;

import org.jspecify.annotations.NullMarked;
