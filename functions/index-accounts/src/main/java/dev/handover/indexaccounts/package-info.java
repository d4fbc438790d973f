/// The function `index-accounts`.
@NullMarked
package dev.handover.indexaccounts;

import org.jspecify.annotations.NullMarked;
