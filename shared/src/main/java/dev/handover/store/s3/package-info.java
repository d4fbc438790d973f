/// S3 as a store: objects of buckets.
@NullMarked
package dev.handover.store.s3;

import org.jspecify.annotations.NullMarked;
