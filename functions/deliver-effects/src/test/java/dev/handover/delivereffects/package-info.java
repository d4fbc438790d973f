@NullMarked
package dev.handover.delivereffects;

import org.jspecify.annotations.NullMarked;
