@NullMarked
package dev.handover.sweepruns;

import org.jspecify.annotations.NullMarked;
