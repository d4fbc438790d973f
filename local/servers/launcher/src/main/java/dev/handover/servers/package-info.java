/// Starts database servers for tests and for the run command, each as a process of its own that
/// ends with the one that started it.
@NullMarked
package dev.handover.servers;

import org.jspecify.annotations.NullMarked;
