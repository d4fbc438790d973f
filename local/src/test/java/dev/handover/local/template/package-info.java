@NullMarked
package dev.handover.local.template;

import org.jspecify.annotations.NullMarked;
