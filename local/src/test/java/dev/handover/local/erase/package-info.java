/// Erasures of a whole Sunbird system on the servers that it really has.
@NullMarked
package dev.handover.local.erase;

import org.jspecify.annotations.NullMarked;
