/// What tests stand on: real servers that run without anything installed.
@NullMarked
package dev.handover.testing;

import org.jspecify.annotations.NullMarked;
