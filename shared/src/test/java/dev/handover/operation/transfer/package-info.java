@org.jspecify.annotations.NullMarked
package dev.handover.operation.transfer;
