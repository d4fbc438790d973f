/// The engine's ports on AWS: DynamoDB, S3, SQS, KMS. Clients are given; nothing here reads the
/// environment.
@NullMarked
package dev.handover.run.aws;

import org.jspecify.annotations.NullMarked;
