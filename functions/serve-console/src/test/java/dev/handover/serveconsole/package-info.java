@NullMarked
package dev.handover.serveconsole;

import org.jspecify.annotations.NullMarked;
