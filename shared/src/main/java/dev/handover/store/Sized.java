package dev.handover.store;

/// A store that can say at once, without walking, how many documents a collection holds.
public interface Sized {
    long size(String collection);
}
