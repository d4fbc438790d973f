/// Erases a person: takes the name out of every mapped record, and leaves ids and everything else.
@NullMarked
package dev.handover.operation.erase;

import org.jspecify.annotations.NullMarked;
