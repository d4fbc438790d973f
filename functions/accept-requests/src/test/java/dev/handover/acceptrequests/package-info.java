@NullMarked
package dev.handover.acceptrequests;

import org.jspecify.annotations.NullMarked;
