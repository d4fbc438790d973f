package dev.handover.local.bench;

/// A line of the table.
///
/// @param goal empty where there is none
record Line(String what, String figure, String goal) {
    Line(String what, String figure) {
        this(what, figure, "");
    }
}
