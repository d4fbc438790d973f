package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One operation for one subject.
public record Run(String runId, String operation, ObjectNode request) {}
