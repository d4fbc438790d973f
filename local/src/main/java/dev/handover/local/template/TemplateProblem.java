package dev.handover.local.template;

/// What is wrong with a template, and in which line.
public final class TemplateProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemplateProblem(int line, String what) {
        super("line " + line + ": " + what);
    }
}
