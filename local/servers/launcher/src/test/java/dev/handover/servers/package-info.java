@NullMarked
package dev.handover.servers;

import org.jspecify.annotations.NullMarked;
