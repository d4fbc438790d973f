/// What stands in for other people's services: the auth system, the mail.
@NullMarked
package dev.handover.local.standin;

import org.jspecify.annotations.NullMarked;
