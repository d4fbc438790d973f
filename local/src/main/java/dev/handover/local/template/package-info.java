/// `template.yaml` as the local run understands it: functions, queues, tables, buckets, routes,
/// schedules.
@NullMarked
package dev.handover.local.template;

import org.jspecify.annotations.NullMarked;
