/// Tests of the claim, on the shapes that GeneNetwork really stores.
@NullMarked
package dev.handover.operation.claim;

import org.jspecify.annotations.NullMarked;
