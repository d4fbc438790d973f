/// Those of the engine's ports that the embedded run keeps in files instead of on AWS.
@NullMarked
package dev.handover.run.local;

import org.jspecify.annotations.NullMarked;
