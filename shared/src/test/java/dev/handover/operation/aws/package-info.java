@NullMarked
package dev.handover.operation.aws;

import org.jspecify.annotations.NullMarked;
