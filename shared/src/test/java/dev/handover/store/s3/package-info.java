/// S3 as a store, on s3proxy.
@NullMarked
package dev.handover.store.s3;

import org.jspecify.annotations.NullMarked;
