/// The pages in a real browser, against the local run.
@NullMarked
package dev.handover.local.browser;

import org.jspecify.annotations.NullMarked;
