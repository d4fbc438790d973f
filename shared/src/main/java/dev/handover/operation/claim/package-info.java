/// Claim: what a person's old account and anonymous sessions left behind moves to the new account.
@NullMarked
package dev.handover.operation.claim;

import org.jspecify.annotations.NullMarked;
