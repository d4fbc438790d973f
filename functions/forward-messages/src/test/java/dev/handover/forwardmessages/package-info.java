@NullMarked
package dev.handover.forwardmessages;

import org.jspecify.annotations.NullMarked;
