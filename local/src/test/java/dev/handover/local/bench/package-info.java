/// The benchmarks: `./handover bench`. Nothing here is a test, and no speed is ever asserted.
@NullMarked
package dev.handover.local.bench;

import org.jspecify.annotations.NullMarked;
