/// The data map in Amazon S3.
@NullMarked
package dev.handover.operation.aws;

import org.jspecify.annotations.NullMarked;
