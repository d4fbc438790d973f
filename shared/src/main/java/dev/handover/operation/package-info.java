/// What an operation does to whom: its stages.
@NullMarked
package dev.handover.operation;

import org.jspecify.annotations.NullMarked;
