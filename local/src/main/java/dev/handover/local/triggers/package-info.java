/// What sets functions off: queues, schedules, HTTP.
@NullMarked
package dev.handover.local.triggers;

import org.jspecify.annotations.NullMarked;
