package dev.handover.run;

/// A stage that does a thing outside the stores: copies bytes, registers, backs up.
public non-sealed interface Task extends Stage {
    /// Whether it is already done, and rightly: decides redelivery and verification.
    Check check(Entry entry, String record);

    /// Does it. Called only after [#check] said [Check#TO_DO] or [Check#WRONG], and perhaps twice.
    Edit.Outcome perform(Entry entry, String record);

    /// Takes it back, as far as it can be.
    Edit.Outcome compensate(Entry entry, String record);

    enum Check {
        DONE,
        TO_DO,
        /// Something stands there, but not what we would have made.
        WRONG
    }
}
