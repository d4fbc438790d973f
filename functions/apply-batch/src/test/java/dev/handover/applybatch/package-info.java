@NullMarked
package dev.handover.applybatch;

import org.jspecify.annotations.NullMarked;
