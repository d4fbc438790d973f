/// The servers behind the functions: DynamoDB, SQS, S3 and Redis, each on 127.0.0.1 only.
@NullMarked
package dev.handover.local.stack;

import org.jspecify.annotations.NullMarked;
