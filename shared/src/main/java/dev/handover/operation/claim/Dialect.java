package dev.handover.operation.claim;

/// How one generation of the system names the fields of a collection. The reader accepts every
/// dialect of the data map in every place, record by record; the writer uses the one of the place
/// it writes to.
///
/// @param count the field with the number of members
public record Dialect(
        String id, String name, String created, String changed, String count, String members) {}
