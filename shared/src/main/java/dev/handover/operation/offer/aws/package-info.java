/// Mail by Amazon SES.
@NullMarked
package dev.handover.operation.offer.aws;

import org.jspecify.annotations.NullMarked;
