package dev.handover.store;

import dev.handover.document.Content;

import org.jspecify.annotations.Nullable;

/// A wish to write `after` over `read`, to be granted only while the store still holds what was
/// read.
///
/// @param after null deletes the document
public record Change(Document read, @Nullable Content after) {}
