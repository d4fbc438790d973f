/// Pure values and rules: JSON as bytes and trees, verdicts, counts, masks, ids. Imports nothing of
/// ours.
@NullMarked
package dev.handover.document;

import org.jspecify.annotations.NullMarked;
