/// A person's records as a data map places them: found by reference, with what embeds, copies and
/// caches them. Shared by the operations that change such records.
@NullMarked
package dev.handover.operation.records;

import org.jspecify.annotations.NullMarked;
