/// The run command: everything in `template.yaml`, in one process on this machine.
@NullMarked
package dev.handover.local;

import org.jspecify.annotations.NullMarked;
