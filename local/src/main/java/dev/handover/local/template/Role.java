package dev.handover.local.template;

import java.util.List;

/// What a role of the template allows.
///
/// @param shared statements of managed policies, which other roles have too
/// @param own those of the role's own policies
public record Role(List<Statement> shared, List<Statement> own) {

    /// What one statement allows, in the template's order.
    ///
    /// @param resources ARNs, of which some end with or contain `*`
    /// @param condition as JSON would have it; empty where there is none
    public record Statement(
            String effect, List<String> actions, List<String> resources, String condition) {}
}
