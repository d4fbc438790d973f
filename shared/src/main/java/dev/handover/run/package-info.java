/// The engine: runs, plans, lanes, ledger, journal, keys. It alone journals, writes, closes,
/// verifies and undoes.
@NullMarked
package dev.handover.run;

import org.jspecify.annotations.NullMarked;
