package dev.handover.store;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Some of the documents found, and where to go on; a page may be empty and still have a next one.
///
/// @param next null when this is the last page
public record Page(List<Document> documents, @Nullable String next) {}
