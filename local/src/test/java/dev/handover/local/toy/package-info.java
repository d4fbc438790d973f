/// The handlers of the tests' template.
@NullMarked
package dev.handover.local.toy;

import org.jspecify.annotations.NullMarked;
