/// Holds together what names the same things in different files.
@NullMarked
package dev.handover.local.house;

import org.jspecify.annotations.NullMarked;
