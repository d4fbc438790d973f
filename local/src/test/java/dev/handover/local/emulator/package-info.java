/// The template deployed to an emulator of AWS, with clients from localstack-utils.
@NullMarked
package dev.handover.local.emulator;

import org.jspecify.annotations.NullMarked;
